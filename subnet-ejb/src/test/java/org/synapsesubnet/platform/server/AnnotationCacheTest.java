package org.synapsesubnet.platform.server;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

class AnnotationCacheTest {

    @MappedSuperclass
    static class Base {
        @Id
        long number;
    }

    @Entity
    static class Thing extends Base {}

    @Test
    void thisHibernateKeepsItsCacheWhereItIsLookedFor() throws ReflectiveOperationException {
        ClassValue<?> cache = AnnotationCache.find();

        Object known = cache.get(Deprecated.class);

        assertThat(known.getClass().getName()).startsWith("org.hibernate.boot.model.internal.BinderHelper");
    }

    @Test
    void annotationsOfClassPackageMembersAndWhatIsAboveAreFound() {
        assertThat(AnnotationCache.annotationsOf(Set.of(Thing.class)))
                .contains(Entity.class, MappedSuperclass.class, Id.class, NullMarked.class);
    }
}

package org.synapsesubnet.platform.server;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.metamodel.ManagedType;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Empties Hibernate's cache of what it knows of annotations, once the entities are bound and nobody asks it any more.
 *
 * <p>Hibernate 6 keeps a {@link ClassValue} in {@code BinderHelper}. Its values hang on the annotations' classes, which
 * are the server's on Payara, and lead back to the Hibernate in the application: each value would keep the application's
 * class loader alive after an undeployment, about 13 MB every time. Emptying it costs a repeated look-up at most.
 */
@Singleton
@DependsOn("Database")
@Startup // WildFly lets no CDI observer of the start near the entities
@PermitAll
@TransactionManagement(TransactionManagementType.BEAN)
public class AnnotationCache {

    private static final String OWNER = "org.hibernate.boot.model.internal.BinderHelper";
    private static final String FIELD = "annotationMetaCacheForRepeatableDialectOverride";

    @Inject
    private EntityManager entities;

    public AnnotationCache() {}

    @PostConstruct
    void empty() {
        Set<Class<?>> bound = entities.getMetamodel().getManagedTypes().stream()
                .map(ManagedType::getJavaType)
                .collect(Collectors.toSet());
        try {
            ClassValue<?> cache = find();
            annotationsOf(bound).forEach(cache::remove);
        } catch (ReflectiveOperationException e) {
            ServerLog.LOG.annotationsStayCached(e.toString());
        }
    }

    /** @throws ReflectiveOperationException when this Hibernate keeps its cache elsewhere */
    static ClassValue<?> find() throws ReflectiveOperationException {
        Field cache = Class.forName(OWNER).getDeclaredField(FIELD);
        cache.setAccessible(true);
        return (ClassValue<?>) cache.get(null);
    }

    /** The types of all annotations on these classes, the classes they extend, their packages and members. */
    static Set<Class<?>> annotationsOf(Set<Class<?>> classes) {
        return classes.stream()
                .flatMap(type -> Stream.<Class<?>>iterate(type, above -> above != null, Class::getSuperclass))
                .flatMap(AnnotationCache::elements)
                .flatMap(element -> Arrays.stream(element.getDeclaredAnnotations()))
                .map(Annotation::annotationType)
                .collect(Collectors.toSet());
    }

    private static Stream<AnnotatedElement> elements(Class<?> type) {
        return Stream.of(
                        new AnnotatedElement[] {type.getPackage(), type},
                        type.getDeclaredFields(),
                        type.getDeclaredMethods())
                .flatMap(Arrays::stream);
    }
}

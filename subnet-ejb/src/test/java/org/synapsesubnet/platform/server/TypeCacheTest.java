package org.synapsesubnet.platform.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;

class TypeCacheTest {

    record Thing() {}

    @Test
    void theLoaderOfWhatWasWrittenIsLetGo() throws Exception {
        WeakReference<ClassLoader> application = writeSomethingOfAnApplication();
        System.gc();
        assertThat(application.get()).as("kept by the cache").isNotNull();

        new TypeCache().empty();

        await().until(() -> {
            System.gc();
            return application.get() == null;
        });
    }

    /** Nothing of the application stays on the caller's stack; the mapper goes with it, as on an undeployment. */
    private static WeakReference<ClassLoader> writeSomethingOfAnApplication() throws Exception {
        URL classes = Thing.class.getProtectionDomain().getCodeSource().getLocation();
        ClassLoader loader = new URLClassLoader(new URL[] {classes}, null);
        Class<?> thing = loader.loadClass(Thing.class.getName());
        new ObjectMapper().constructType(thing);
        return new WeakReference<>(loader);
    }
}

package org.synapsesubnet.platform.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class ContextualExecutorTest {

    private static final ThreadLocal<String> CONTEXT = ThreadLocal.withInitial(() -> "none");

    /** As a container's: within the calling thread, and taken down again. */
    private static final Executor APPLICATION = task -> {
        CONTEXT.set("the application's");
        try {
            task.run();
        } finally {
            CONTEXT.remove();
        }
    };

    @Test
    void aTaskRunsOnAThreadOfItsOwnWithinTheContext() throws Exception {
        try (ExecutorService threads =
                new ContextualExecutor(Executors.newVirtualThreadPerTaskExecutor(), APPLICATION)) {
            assertThat(threads.submit(CONTEXT::get).get()).isEqualTo("the application's");
            assertThat(threads.submit(() -> Thread.currentThread().isVirtual()).get())
                    .isTrue();
        }
        assertThat(CONTEXT.get()).isEqualTo("none");
    }
}

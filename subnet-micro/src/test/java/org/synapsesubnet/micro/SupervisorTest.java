package org.synapsesubnet.micro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The children are real processes, the clock is held. */
class SupervisorTest {

    private record Planned(Duration after, Runnable task) {}

    @TempDir
    private Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final BlockingQueue<Planned> planned = new LinkedBlockingQueue<>();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Console console = new Console(new PrintStream(printed, true, StandardCharsets.UTF_8), now::get);
    private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofMinutes(1));

    private final Supervisor supervisor = new Supervisor(
            "miner-1", this::child, backoff, now::get, (wait, task) -> planned.add(new Planned(wait, task)), console);

    private Child child() throws IOException {
        return Child.start(JavaCommand.small(WaitingChild.class.getName(), List.of()), folder, folder.resolve("log"));
    }

    @AfterEach
    void endTheChild() throws InterruptedException {
        supervisor.askToEnd();
        supervisor.awaitEnd(Duration.ofSeconds(10));
    }

    @Test
    void startsAKilledProcessAgainAfterTheWait() throws InterruptedException {
        supervisor.start();
        long first = pid();

        kill(first);
        Planned restart = next();
        assertThat(restart.after()).hasSeconds(1);
        restart.task().run();

        assertThat(pid()).isNotEqualTo(first);
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("miner-1 ended with code")
                .contains("again");
    }

    @Test
    void waitsLongerEachTimeAProcessDiesYoung() throws InterruptedException {
        supervisor.start();
        kill(pid());
        next().task().run();
        kill(pid());

        assertThat(next().after()).hasSeconds(2);
    }

    @Test
    void forgetsFailuresOfAProcessThatLivedLong() throws InterruptedException {
        supervisor.start();
        kill(pid());
        next().task().run();
        now.set(Instant.EPOCH.plus(Duration.ofMinutes(2)));
        kill(pid());

        assertThat(next().after()).hasSeconds(1);
    }

    @Test
    void startsNothingOnceToldToStop() throws InterruptedException {
        supervisor.start();
        long first = pid();
        kill(first);
        Planned restart = next();

        supervisor.askToEnd();
        restart.task().run();

        assertThat(pid()).isEqualTo(first);
    }

    @Test
    void theProcessEndsByItsClosedInput() throws InterruptedException {
        supervisor.start();

        supervisor.askToEnd();
        supervisor.awaitEnd(Duration.ofSeconds(20));

        assertThat(Objects.requireNonNull(supervisor.current()).end().join()).isZero();
        assertThat(planned).isEmpty();
    }

    private long pid() {
        return Objects.requireNonNull(supervisor.current()).pid();
    }

    private static void kill(long pid) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        await().until(() -> ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false), alive -> !alive);
    }

    private Planned next() throws InterruptedException {
        return Objects.requireNonNull(planned.poll(10, TimeUnit.SECONDS), "no restart was planned");
    }
}

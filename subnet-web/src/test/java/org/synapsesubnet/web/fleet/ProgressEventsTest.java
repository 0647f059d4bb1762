package org.synapsesubnet.web.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.synapsesubnet.api.fleet.FleetModelProgress;
import org.synapsesubnet.miner.models.ProgressBoard;

class ProgressEventsTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final ProgressBoard board = new ProgressBoard();

    @Test
    void tellsWhatThereIsAndThenWhatChanges() throws Exception {
        board.tell(progress("a", 1));
        board.tell(progress("b", 1));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Thread writer = Thread.ofVirtual().start(() -> write(new ProgressEvents(board, "a"), out));
        try {
            await().atMost(SOON).until(() -> text(out).contains("\"completed\":1"));
            board.tell(progress("a", 2));
            await().atMost(SOON).until(() -> text(out).contains("\"completed\":2"));
        } finally {
            writer.interrupt();
            writer.join(SOON);
        }
        assertThat(text(out)).startsWith("event: progress\ndata: {\"miner\":\"a\",\"model\":\"tiny:latest\"");
        assertThat(text(out)).as("another miner's").doesNotContain("\"miner\":\"b\"");
        assertThat(text(out).split("\"completed\":1", -1)).as("told once").hasSize(2);
        assertThat(writer.isAlive()).isFalse();
    }

    @Test
    void endsWhenTheListenerHasLeft() {
        OutputStream left = new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException("left");
            }
        };

        assertThatThrownBy(() -> new ProgressEvents(board, null).write(left)).hasMessage("left");
    }

    private static void write(ProgressEvents events, OutputStream out) {
        try {
            events.write(out);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(ByteArrayOutputStream out) {
        return out.toString(StandardCharsets.UTF_8);
    }

    private static FleetModelProgress progress(String miner, long completed) {
        return new FleetModelProgress(
                miner, "tiny:latest", "pull", "running", "pulling", "", 9, completed, Instant.EPOCH);
    }
}

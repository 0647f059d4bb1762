package org.synapsesubnet.web.registry;

import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.synapsesubnet.api.build.BuildView;
import org.synapsesubnet.api.problem.ProblemException;
import org.synapsesubnet.registrar.build.Builds;
import org.synapsesubnet.registrar.build.LogPiece;
import org.synapsesubnet.web.problem.Json;

/**
 * Writes a build's log as server-sent events: each some lines with the number of its piece as id, and at the end an event
 * {@code end} with the build.
 */
final class BuildLogStream implements StreamingOutput {
    /** How often a silent log shows that it lives; other nodes' builds are looked at as often. */
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(1);

    private final Builds builds;
    private final String module;
    private final UUID build;
    private final int first;

    /** @param after the piece that the follower has already, 0 for none */
    BuildLogStream(Builds builds, String module, UUID build, int after) {
        this.builds = builds;
        this.module = module;
        this.build = build;
        this.first = after;
    }

    @Override
    public void write(OutputStream out) throws IOException {
        try {
            follow(out);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the application ends, and the stream with it
        } catch (ProblemException e) {
            say(out, "event: end\ndata: " + Json.write(e.problem()) + "\n\n"); // removed meanwhile
        }
    }

    private void follow(OutputStream out) throws IOException, InterruptedException {
        say(out, ": the log of build " + build + "\n\n");
        int last = first;
        while (true) {
            // In this order: what is over has said all.
            BuildView seen = builds.find(module, build);
            List<LogPiece> pieces = builds.log(build, last);
            for (LogPiece piece : pieces) {
                say(out, event(piece));
                last = piece.number();
            }
            if (pieces.isEmpty() && seen.state().isOver()) {
                say(out, "event: end\ndata: " + Json.write(seen) + "\n\n");
                return;
            }
            if (pieces.isEmpty()) {
                builds.awaitMore(SIGN_OF_LIFE);
                say(out, ":\n\n");
            }
        }
    }

    private static String event(LogPiece piece) {
        StringBuilder event = new StringBuilder("id: ").append(piece.number()).append('\n');
        piece.text().lines().forEach(line -> event.append("data: ").append(line).append('\n'));
        return event.append('\n').toString();
    }

    private static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}

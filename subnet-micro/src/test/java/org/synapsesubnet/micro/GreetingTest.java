package org.synapsesubnet.micro;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class GreetingTest {

    private final Greeting greeting = new Greeting(9090, new Home(Path.of("/home/me/subnet")));

    @Test
    void givesACommandForEachFaceAtTheStartOfALine() {
        assertThat(greeting.lines().stream().filter(line -> line.startsWith("curl ")))
                .hasSize(5)
                .allMatch(line -> line.contains("http://127.0.0.1:9090/"))
                .allMatch(line -> line.endsWith("/leaderboard")
                        || line.contains(
                                "-H \"Authorization: Bearer $(cat /home/me/subnet/var/credentials/operator.api-key)\""))
                .anyMatch(line -> line.endsWith("/leaderboard"))
                .anyMatch(line -> line.contains("/v1/chat/completions") && line.contains("\"stream\":true"))
                .anyMatch(line -> line.contains("/api/chat"))
                .anyMatch(line -> line.contains("/api/generate"))
                .anyMatch(line -> line.contains("/modules"));
    }

    @Test
    void tellsHowOneMoreMinerJoins() {
        assertThat(greeting.lines()).contains("  ./mvnw -Pminer -Dsynapse.chain.url=http://127.0.0.1:9090");
        assertThat(new Greeting(8080, new Home(Path.of("/home/me/subnet"))).lines())
                .contains("  ./mvnw -Pminer");
    }

    @Test
    void quotesAPathThatTheShellWouldTakeApart() {
        Greeting spaced = new Greeting(8080, new Home(Path.of("/home/o'me/my subnet")));

        assertThat(spaced.lines())
                .anyMatch(line -> line.startsWith("curl ")
                        && line.contains("$(cat '/home/o'\\''me/my subnet/var/credentials/operator.api-key')"));
    }
}

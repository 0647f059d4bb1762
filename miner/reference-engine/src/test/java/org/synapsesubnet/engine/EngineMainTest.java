package org.synapsesubnet.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.synapsesubnet.engine.gguf.MalformedGgufException;

class EngineMainTest {

    @Test
    void readsAllOptions() {
        EngineOptions options = EngineMain.options(
                "--host",
                "::1",
                "--port",
                "0",
                "--model",
                "a=x.gguf",
                "--model",
                "b:1=y.gguf",
                "--parallel",
                "3",
                "--waiting",
                "4",
                "--ctx",
                "100",
                "--token-delay-ms",
                "20",
                "--max-body-bytes",
                "2048");
        assertThat(options.host()).isEqualTo("::1");
        assertThat(options.models()).containsEntry("a", Path.of("x.gguf")).containsEntry("b:1", Path.of("y.gguf"));
        assertThat(options.parallel()).isEqualTo(3);
        assertThat(options.waiting()).isEqualTo(4);
        assertThat(options.context()).isEqualTo(100);
        assertThat(options.tokenDelay()).isEqualTo(Duration.ofMillis(20));
        assertThat(options.maxBody()).isEqualTo(2048);
    }

    @Test
    void namesTheOptionThatIsWrong() {
        assertThatThrownBy(EngineMain::options).hasMessage("models: none, but at least one is needed");
        assertThatThrownBy(() -> EngineMain.options("--modle", "a=b")).hasMessage("--modle: no such option");
        assertThatThrownBy(() -> EngineMain.options("--port")).hasMessage("--port: a value is needed");
        assertThatThrownBy(() -> EngineMain.options("--port", "x"))
                .hasMessage("--port: x, but a whole number is needed");
        assertThatThrownBy(() -> EngineMain.options("--model", "a")).hasMessage("--model: a, but NAME=PATH is needed");
        assertThatThrownBy(() -> EngineMain.options("--model", "a=b", "--parallel", "0"))
                .hasMessage("parallel: 0, but 1 to 256 is allowed");
    }

    @Test
    void aTakenPortIsOnePlainLine() throws Exception {
        EngineOptions options = EngineOptions.serving("tiny", TinyFiles.F16);
        try (EngineServer first = EngineServer.start(options)) {
            assertThatThrownBy(() -> EngineServer.start(options.at("127.0.0.1", first.port())))
                    .hasMessage("cannot listen on 127.0.0.1:" + first.port() + ": Address already in use");
        }
    }

    @Test
    void aFileThatIsNoModelIsRefusedAtTheStart() {
        assertThatThrownBy(() -> EngineServer.start(EngineOptions.serving("tiny", Path.of("pom.xml"))))
                .isInstanceOf(MalformedGgufException.class)
                .hasMessageStartingWith("pom.xml: magic: ");
    }

    @Test
    void aNameThatIsNoModelNameIsRefused() {
        assertThatThrownBy(() -> EngineServer.start(EngineOptions.serving("../x", TinyFiles.F16)))
                .hasMessageStartingWith("model name: ../x");
    }
}

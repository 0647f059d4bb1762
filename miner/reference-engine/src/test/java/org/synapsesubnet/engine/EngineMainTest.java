package org.synapsesubnet.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.synapsesubnet.engine.gguf.MalformedGgufException;

class EngineMainTest {

    @Test
    void readsAllOptions() {
        EngineOptions options = EngineMain.options(
                Map.of(),
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
    void readsOllamasVariablesWhereNoOptionSaysOtherwise() {
        Map<String, String> variables = Map.of(
                "OLLAMA_HOST", "0.0.0.0:4711",
                "OLLAMA_MODELS", "/models",
                "OLLAMA_NUM_PARALLEL", "3",
                "OLLAMA_MAX_LOADED_MODELS", "2",
                "OLLAMA_KEEP_ALIVE", "-1");
        EngineOptions options = EngineMain.options(variables, "--parallel", "4");
        assertThat(options.host()).isEqualTo("0.0.0.0");
        assertThat(options.port()).isEqualTo(4711);
        assertThat(options.store()).contains(Path.of("/models"));
        assertThat(options.parallel()).isEqualTo(4);
        assertThat(options.maxLoaded()).isEqualTo(2);
        assertThat(options.keepAlive()).isNegative();
        assertThat(EngineMain.options(Map.of("OLLAMA_HOST", "[::1]:1", "OLLAMA_MODELS", "/m"))
                        .host())
                .isEqualTo("::1");
        assertThatThrownBy(() -> EngineMain.options(Map.of("OLLAMA_KEEP_ALIVE", "soon")))
                .hasMessage("OLLAMA_KEEP_ALIVE: soon, but seconds or a duration such as 5m is needed");
    }

    @Test
    void namesTheOptionThatIsWrong() {
        assertThatThrownBy(() -> EngineMain.options(Map.of())).hasMessage("models: none, but at least one is needed");
        assertThatThrownBy(() -> EngineMain.options(Map.of(), "--modle", "a=b")).hasMessage("--modle: no such option");
        assertThatThrownBy(() -> EngineMain.options(Map.of(), "--port")).hasMessage("--port: a value is needed");
        assertThatThrownBy(() -> EngineMain.options(Map.of(), "--port", "x"))
                .hasMessage("--port: x, but a whole number is needed");
        assertThatThrownBy(() -> EngineMain.options(Map.of(), "--model", "a"))
                .hasMessage("--model: a, but NAME=PATH is needed");
        assertThatThrownBy(() -> EngineMain.options(Map.of(), "--model", "a=b", "--parallel", "0"))
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

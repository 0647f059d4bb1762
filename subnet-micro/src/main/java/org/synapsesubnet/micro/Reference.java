package org.synapsesubnet.micro;

import java.nio.file.Path;
import java.util.List;

/**
 * The validator's trusted reference: an engine with the real weights that serves nobody but the verification.
 *
 * @param port of its Ollama API
 * @param model the GGUF file with the weights that miners should have
 */
record Reference(int port, Path model) {

    String address() {
        return "http://" + LoopbackPort.ADDRESS + ":" + port;
    }

    List<String> command() {
        return JavaCommand.small(
                Guarded.class.getName(),
                List.of(
                        "org.synapsesubnet.engine.EngineMain",
                        "--port",
                        String.valueOf(port),
                        "--model",
                        MinerSettings.MODEL_NAME + "=" + model));
    }
}

package org.synapsesubnet.micro;

import java.nio.file.Path;
import java.util.List;

/**
 * A local miner as the launcher starts it.
 *
 * @param name also of its log, key and model file
 * @param settings what its process is told
 */
record Miner(String name, MinerSettings settings) {

    int port() {
        return settings.port();
    }

    Path model() {
        return settings.model();
    }

    List<String> command() {
        return JavaCommand.small("org.synapsesubnet.micro.LocalMiner", settings.arguments());
    }
}

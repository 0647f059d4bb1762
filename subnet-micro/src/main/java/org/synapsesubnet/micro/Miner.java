package org.synapsesubnet.micro;

import java.nio.file.Path;
import java.util.List;
import org.synapsesubnet.api.identity.Hotkey;

/**
 * A local miner: one JVM with the reference engine and the axon in front of it.
 *
 * @param name also of its log and key
 * @param port of its axon
 * @param model the GGUF file it serves as {@code tiny:latest}
 * @param keyFile its hotkey's secret
 * @param hotkey the public half
 * @param validator the only one it serves
 */
record Miner(String name, int port, Path model, Path keyFile, Hotkey hotkey, Hotkey validator) {

    String address() {
        return "http://" + LoopbackPort.ADDRESS + ":" + port;
    }

    /** The miner as {@code synapse.gateway.miners} writes it. */
    String gatewayEntry() {
        return name + "=" + address() + "#" + hotkey;
    }

    List<String> command() {
        return JavaCommand.small(
                "org.synapsesubnet.micro.LocalMiner",
                List.of(String.valueOf(port), keyFile.toString(), validator.toString(), "tiny=" + model));
    }
}

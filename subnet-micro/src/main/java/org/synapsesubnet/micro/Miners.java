package org.synapsesubnet.micro;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.synapsesubnet.engine.tiny.TinyModel;

/**
 * The three miners of the embedded default: two serve the F16 weights, one the same weights in Q4_0. Each has a model
 * file of its own, so that one's can be exchanged without touching the others'.
 */
final class Miners {

    private static final List<Encoding> ENCODINGS = List.of(Encoding.F16, Encoding.F16, Encoding.Q4_0);

    private Miners() {}

    /** How the tiny model's weights are written. */
    enum Encoding {
        F16("tiny-f16.gguf"),
        Q4_0("tiny-q4_0.gguf");

        private final String file;

        Encoding(String file) {
            this.file = file;
        }

        Path in(Home home) {
            return in(home, "");
        }

        private Path in(Home home, String ending) {
            return home.models().resolve(file + ending);
        }
    }

    /** Plans them on these ports; their keys are made on the first start and found again later. */
    static List<Miner> on(List<Integer> ports, Home home, URI chain) {
        List<Miner> miners = new ArrayList<>();
        for (int i = 0; i < ENCODINGS.size(); i++) {
            miners.add(named("miner-" + (i + 1), ports.get(i), home, chain));
        }
        return List.copyOf(miners);
    }

    static int count() {
        return ENCODINGS.size();
    }

    /** A miner that joins the chain behind this address and is paid for by the operator's coldkey. */
    static Miner named(String name, int port, Home home, URI chain) {
        return new Miner(
                name,
                new MinerSettings(
                        port,
                        home.key(name),
                        home.models().resolve(name + ".gguf"),
                        Optional.of(new MinerSettings.Membership(chain, home.key("coldkey"))),
                        Set.of(),
                        Duration.ZERO));
    }

    /** Writes the models that the miners serve; each start writes the same bytes. */
    static void writeModels(Home home, List<Miner> miners) throws LaunchException {
        writeWeights(home);
        for (int i = 0; i < miners.size(); i++) {
            copy(ENCODINGS.get(i).in(home), miners.get(i).model());
        }
    }

    /** Writes the weights in every encoding; an engine that has the files open keeps what it read. */
    static void writeWeights(Home home) throws LaunchException {
        String draft = ".new-" + ProcessHandle.current().pid();
        try {
            TinyModel.write(Encoding.F16.in(home, draft), Encoding.Q4_0.in(home, draft), TinyModel.DEFAULT_SEED);
            for (Encoding encoding : Encoding.values()) {
                Files.move(encoding.in(home, draft), encoding.in(home), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new LaunchException("The models can't be written: " + e.getMessage());
        }
    }

    static void copy(Path weights, Path model) throws LaunchException {
        try {
            Files.copy(weights, model, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new LaunchException("The model " + model + " can't be written: " + e.getMessage());
        }
    }
}

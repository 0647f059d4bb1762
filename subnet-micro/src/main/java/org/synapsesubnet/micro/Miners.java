package org.synapsesubnet.micro;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.synapsesubnet.api.identity.Hotkey;
import org.synapsesubnet.api.identity.HotkeyFile;
import org.synapsesubnet.engine.tiny.TinyModel;

/** The three miners of the embedded default: two serve the F16 weights, one the same weights in Q4_0. */
final class Miners {

    private static final String F16 = "tiny-f16.gguf";
    private static final String Q4_0 = "tiny-q4_0.gguf";
    private static final List<String> FILES = List.of(F16, F16, Q4_0);

    private Miners() {}

    /** Plans them above the application's port; a hotkey is created on the first start and found again later. */
    static List<Miner> above(int port, Home home) throws LaunchException {
        List<Integer> ports = LoopbackPort.nextFree(port, FILES.size());
        // The application finds the same file under synapse.validator.hotkey-file.
        Hotkey validator = hotkey(home.key("validator"));
        List<Miner> miners = new ArrayList<>();
        for (int i = 0; i < FILES.size(); i++) {
            String name = "miner-" + (i + 1);
            Path keyFile = home.key(name);
            Path model = home.models().resolve(FILES.get(i));
            miners.add(new Miner(name, ports.get(i), model, keyFile, hotkey(keyFile), validator));
        }
        return List.copyOf(miners);
    }

    /** Writes the models that the miners serve; each start writes the same bytes. */
    static void writeModels(Home home) throws LaunchException {
        try {
            TinyModel.write(home.models().resolve(F16), home.models().resolve(Q4_0), TinyModel.DEFAULT_SEED);
        } catch (IOException e) {
            throw new LaunchException("The models can't be written: " + e.getMessage());
        }
    }

    private static Hotkey hotkey(Path file) throws LaunchException {
        try {
            return new HotkeyFile(file).loadOrCreate(new SecureRandom()).hotkey();
        } catch (IOException e) {
            throw new LaunchException("A hotkey: " + e.getMessage());
        }
    }
}

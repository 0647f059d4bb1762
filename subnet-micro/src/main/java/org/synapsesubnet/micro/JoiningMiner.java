package org.synapsesubnet.micro;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;

/** One more miner beside a subnet that runs already: {@code ./mvnw -Pminer}. Ctrl-C ends it. */
public final class JoiningMiner {

    private static final int FIRST_PORT = 8_090;

    private JoiningMiner() {}

    /** What it is told stands in system properties, as the build hands them on. */
    public static void main(String[] args) throws InterruptedException {
        try {
            ProcessHandle.current().parent().ifPresent(maven -> maven.onExit().thenRun(() -> System.exit(0)));
            MinerSettings settings = settings(System.getProperties());
            System.out.println("starting a miner on port " + settings.port() + " with the model " + settings.model());
            LocalMiner.run(settings);
        } catch (LaunchException | IOException | IllegalArgumentException e) {
            System.out.println("The miner didn't start. " + e.getMessage());
            System.exit(1);
        }
    }

    private static MinerSettings settings(Properties properties) throws LaunchException {
        Home home = new Home(Path.of(properties.getProperty("synapse.home", ".")));
        home.prepare();
        Miners.writeWeights(home);
        Miner miner = Miners.named(
                properties.getProperty("synapse.miner.name", "miner-4"),
                LoopbackPort.nextFree(FIRST_PORT, 1).getFirst(),
                home,
                URI.create(properties.getProperty("synapse.chain.url", "http://127.0.0.1:8080")));
        Miners.copy(weights(properties.getProperty("synapse.miner.model", "f16"), home), miner.model());
        return miner.settings();
    }

    private static Path weights(String model, Home home) throws LaunchException {
        return switch (model.toLowerCase(Locale.ROOT)) {
            case "f16" -> Miners.Encoding.F16.in(home);
            case "q4_0" -> Miners.Encoding.Q4_0.in(home);
            default -> {
                if (!Files.isRegularFile(Path.of(model))) {
                    throw new LaunchException("synapse.miner.model: '" + model + "' must be f16, q4_0 or a GGUF file");
                }
                yield Path.of(model);
            }
        };
    }
}

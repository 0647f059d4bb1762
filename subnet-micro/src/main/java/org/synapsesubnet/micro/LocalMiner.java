package org.synapsesubnet.micro;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.synapsesubnet.api.identity.Hotkey;
import org.synapsesubnet.api.identity.HotkeyFile;
import org.synapsesubnet.api.identity.SubnetId;
import org.synapsesubnet.axon.AxonOptions;
import org.synapsesubnet.axon.AxonServer;
import org.synapsesubnet.engine.EngineOptions;
import org.synapsesubnet.engine.EngineServer;

/**
 * A miner in one small JVM: the reference engine on a free port of the loopback address and the axon in front of it.
 * Ends when its standard input does.
 */
public final class LocalMiner {

    /** Answers made at once; more only take the two cores from each other. */
    private static final int SLOTS = 2;

    private static final int QUEUE = 64;

    private LocalMiner() {}

    /**
     * @param args the axon's port, the file with its hotkey, the validator's hotkey, the model as {@code name=file}, and
     *     for a miner that behaves like slower hardware the milliseconds added to each token
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Guarded.endWith(System.in);
        String[] model = args[3].split("=", 2);
        Duration tokenDelay = args.length > 4 ? Duration.ofMillis(Long.parseLong(args[4])) : Duration.ZERO;
        EngineServer engine = EngineServer.start(EngineOptions.serving(model[0], Path.of(model[1]))
                .withParallel(SLOTS)
                .withTokenDelay(tokenDelay));
        AxonOptions options = AxonOptions.of(
                        engine.uri(),
                        new HotkeyFile(Path.of(args[1])).load(),
                        Set.of(Hotkey.parse(args[2])),
                        new SubnetId("embedded", 1))
                .listeningOn(new InetSocketAddress(LoopbackPort.ADDRESS, Integer.parseInt(args[0])))
                .withSlots(SLOTS, QUEUE);
        AxonServer axon = AxonServer.start(options);
        System.out.printf("axon %s listens on port %d before %s%n", axon.hotkey(), axon.port(), engine.uri());
        new CountDownLatch(1).await();
    }
}

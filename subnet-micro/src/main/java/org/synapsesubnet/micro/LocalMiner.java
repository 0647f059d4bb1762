package org.synapsesubnet.micro;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.synapsesubnet.engine.EngineOptions;
import org.synapsesubnet.engine.EngineServer;

/**
 * A miner in one small JVM: the reference engine on a free port of the loopback address and the axon in front of it.
 * Ends when its standard input does.
 */
public final class LocalMiner {

    private LocalMiner() {}

    /** @param args port of the axon, file of the hotkey, and the model as {@code name=file} */
    public static void main(String[] args) throws IOException, InterruptedException {
        Guarded.endWith(System.in);
        String[] model = args[2].split("=", 2);
        EngineServer engine = EngineServer.start(EngineOptions.serving(model[0], Path.of(model[1])));
        System.out.println("engine listens on " + engine.uri());
        new CountDownLatch(1).await();
    }
}

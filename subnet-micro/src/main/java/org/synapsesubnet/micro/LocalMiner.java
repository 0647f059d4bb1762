package org.synapsesubnet.micro;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.synapsesubnet.api.identity.Hotkey;
import org.synapsesubnet.api.identity.HotkeyFile;
import org.synapsesubnet.api.identity.HotkeySigner;
import org.synapsesubnet.api.identity.SubnetId;
import org.synapsesubnet.api.tls.TlsIdentity;
import org.synapsesubnet.api.tls.TlsIdentityFile;
import org.synapsesubnet.axon.AxonOptions;
import org.synapsesubnet.axon.AxonServer;
import org.synapsesubnet.axon.membership.KnownValidators;
import org.synapsesubnet.axon.membership.Membership;
import org.synapsesubnet.chain.api.AxonEndpoint;
import org.synapsesubnet.chain.api.ChainIdentity;
import org.synapsesubnet.chain.api.KeyId;
import org.synapsesubnet.engine.EngineOptions;
import org.synapsesubnet.engine.EngineServer;

/**
 * A miner in one small JVM: the reference engine on a free port of the loopback address and the axon in front of it.
 * Joins a subnet like any stranger, by the chain. Ends when its standard input does.
 */
public final class LocalMiner {

    /** Answers made at once; more only take the two cores from each other. */
    private static final int SLOTS = 2;

    private static final int QUEUE = 64;
    private static final SubnetId SUBNET = new SubnetId("embedded", 1);

    private LocalMiner() {}

    /** @param args as {@link MinerSettings#arguments} writes them */
    public static void main(String[] args) throws IOException, InterruptedException {
        Guarded.endWith(System.in);
        run(MinerSettings.parse(List.of(args)));
    }

    /** Serves until the process ends. */
    static void run(MinerSettings settings) throws IOException, InterruptedException {
        SecureRandom random = new SecureRandom();
        HotkeySigner hotkey = new HotkeyFile(settings.keyFile()).loadOrCreate(random);
        EngineServer engine = EngineServer.start(EngineOptions.serving(MinerSettings.MODEL_NAME, settings.model())
                .withParallel(SLOTS)
                .withTokenDelay(settings.tokenDelay()));
        Optional<TlsIdentity> tls = settings.membership().isEmpty()
                ? Optional.empty()
                : Optional.of(new TlsIdentityFile(besides(settings.keyFile(), ".pem"))
                        .loadOrCreate(hotkey.hotkey(), Clock.systemUTC(), random));
        AxonServer axon = AxonServer.start(AxonOptions.of(engine.uri(), hotkey, settings.allowed(), SUBNET)
                .listeningOn(new InetSocketAddress(LoopbackPort.ADDRESS, settings.port()))
                .withTls(tls)
                .withSlots(SLOTS, QUEUE));
        System.out.printf("axon %s listens on port %d before %s%n", axon.hotkey(), axon.port(), engine.uri());
        if (settings.membership().isPresent()) {
            MinerSettings.Membership joins = settings.membership().get();
            new Membership(
                            new Membership.Plan(
                                    joins.chain(),
                                    new ChainIdentity(SUBNET.chainId(), SUBNET.netuid()),
                                    hotkey,
                                    new HotkeyFile(joins.coldkeyFile()).loadOrCreate(random),
                                    endpoint(axon, hotkey.hotkey(), tls),
                                    new KnownValidators(besides(settings.keyFile(), ".validators")),
                                    true),
                            axon::serve,
                            System.out::println)
                    .start();
        }
        new CountDownLatch(1).await();
    }

    private static AxonEndpoint endpoint(AxonServer axon, Hotkey hotkey, Optional<TlsIdentity> tls) {
        return new AxonEndpoint(
                LoopbackPort.ADDRESS,
                axon.port(),
                tls.map(TlsIdentity::digest).orElse(""),
                KeyId.ofAddress(hotkey.address()));
    }

    /** A file of the same name with another ending. */
    private static Path besides(Path keyFile, String ending) {
        return keyFile.resolveSibling(keyFile.getFileName().toString().replaceFirst("[.]key$", "") + ending);
    }
}

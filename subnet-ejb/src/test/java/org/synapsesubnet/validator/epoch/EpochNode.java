package org.synapsesubnet.validator.epoch;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.synapsesubnet.api.identity.HotkeySigner;
import org.synapsesubnet.api.wire.CanonicalMessage;
import org.synapsesubnet.chain.LedgerConnections;
import org.synapsesubnet.chain.api.AxonEndpoint;
import org.synapsesubnet.chain.api.ChainCommand;
import org.synapsesubnet.chain.api.ChainIdentity;
import org.synapsesubnet.chain.api.CommandCodec;
import org.synapsesubnet.chain.api.CommandEnvelope;
import org.synapsesubnet.chain.api.KeyId;
import org.synapsesubnet.chain.api.SignedCommand;
import org.synapsesubnet.chain.connector.Deadline;
import org.synapsesubnet.chain.connector.embedded.EmbeddedChain;
import org.synapsesubnet.chain.outbox.Outbox;
import org.synapsesubnet.chain.outbox.Sender;
import org.synapsesubnet.chain.outbox.Signers;
import org.synapsesubnet.platform.lease.LeaseKeeper;
import org.synapsesubnet.platform.lease.Leases;

/** A validator's node in a plain JVM: conductor, enrolment, outbox and leases before a real ledger and database. */
final class EpochNode implements AutoCloseable {

    static final ChainIdentity CHAIN = new ChainIdentity("embedded", 1);
    static final HotkeySigner VALIDATOR = key(1);
    static final HotkeySigner COLDKEY = key(2);
    static final long STAKE = 100_000_000_000L;

    private static final Duration DEADLINE = Duration.ofSeconds(10);

    final EpochConductor conductor;
    final ValidatorEnrolment enrolment;
    final Sender sender;
    final FixedWork work = new FixedWork();
    final EpochRows rows;
    private final ExecutorService threads =
            Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory());

    EpochNode(String process, DataSource database, EmbeddedChain chain, Duration leaseTtl) {
        LedgerConnections connections = new LedgerConnections(chain);
        InstantSource clock = InstantSource.system();
        Outbox outbox = new Outbox(CHAIN, clock);
        EpochSettings settings = new EpochSettings(process, 50, leaseTtl, DEADLINE, Duration.ofDays(1));
        rows = new EpochRows(VALIDATOR.hotkey(), CHAIN, clock);
        conductor = new EpochConductor(
                database,
                new LeaseKeeper(new Leases(database), "epochs/" + CHAIN, process, leaseTtl, System::nanoTime),
                connections,
                rows,
                outbox,
                work,
                new ChallengeWaves(work, threads),
                settings,
                new EpochMetrics(new SimpleMeterRegistry()),
                new SecureRandom(),
                clock);
        enrolment = new ValidatorEnrolment(
                database,
                connections,
                outbox,
                new ValidatorEnrolment.Plan(id(VALIDATOR), id(COLDKEY), STAKE),
                DEADLINE);
        sender = new Sender(
                database,
                connections,
                CHAIN,
                new Signers(List.of(VALIDATOR, COLDKEY)),
                new Sender.Settings(process, leaseTtl, DEADLINE),
                clock,
                System::nanoTime);
    }

    static HotkeySigner key(int number) {
        return HotkeySigner.ofSecret("%064x".formatted(number));
    }

    static KeyId id(HotkeySigner key) {
        return KeyId.ofAddress(key.hotkey().address());
    }

    /** Has some strangers register and announce axons, each in blocks of its own. */
    static void registerMiners(EmbeddedChain chain, int miners) throws Exception {
        HotkeySigner coldkey = key(900);
        apply(chain, coldkey, new ChainCommand.DrawFaucet());
        for (int i = 0; i < miners; i++) {
            HotkeySigner miner = key(1_000 + i);
            apply(chain, coldkey, new ChainCommand.RegisterNeuron(id(miner)));
            apply(
                    chain,
                    miner,
                    new ChainCommand.AnnounceAxon(new AxonEndpoint("192.0.2." + (i + 1), 9_000, "", id(miner))));
        }
    }

    private static void apply(EmbeddedChain chain, HotkeySigner signer, ChainCommand command) throws Exception {
        long nonce = chain.nextNonce(id(signer), Deadline.in(DEADLINE));
        CommandEnvelope envelope = new CommandEnvelope(CHAIN, id(signer), nonce, command);
        CanonicalMessage message = CanonicalMessage.of(CommandEnvelope.DOMAIN).bytes(CommandCodec.encode(envelope));
        var receipt =
                chain.submit(new SignedCommand(envelope, signer.sign(message).signature()));
        chain.seal();
        if (!receipt.get().isApplied()) {
            throw new IllegalStateException("refused: " + receipt.get());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}

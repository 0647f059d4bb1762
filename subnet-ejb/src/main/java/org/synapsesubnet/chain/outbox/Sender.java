package org.synapsesubnet.chain.outbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.synapsesubnet.chain.api.ChainConnection;
import org.synapsesubnet.chain.api.ChainConnectionFactory;
import org.synapsesubnet.chain.api.ChainException;
import org.synapsesubnet.chain.api.ChainIdentity;
import org.synapsesubnet.chain.api.CommandEnvelope;
import org.synapsesubnet.chain.api.CommandReceipt;
import org.synapsesubnet.chain.api.KeyId;
import org.synapsesubnet.chain.api.Refusal;
import org.synapsesubnet.chain.api.SignedCommand;
import org.synapsesubnet.platform.lease.Lease;
import org.synapsesubnet.platform.lease.LeaseKeeper;
import org.synapsesubnet.platform.lease.LeaseLost;
import org.synapsesubnet.platform.lease.Leases;
import org.synapsesubnet.platform.persistence.Transactions;

/**
 * Sends what lies in the outbox, one account's commands one after the other. Whoever has the account's lease owns its
 * nonces; a second sender that still believes so can only send bytes that were stored before, which is harmless.
 *
 * <p>Other programs may use the same account. A nonce that one of them was faster with is exchanged for the next one.
 */
public final class Sender {

    /** How far behind a signer's newest command a chain still knows what it took; see the embedded ledger. */
    private static final long REMEMBERED_COMMANDS = 64;

    private final DataSource database;
    private final Transactions transactions;
    private final Leases leases;
    private final ChainConnectionFactory connections;
    private final ChainIdentity chain;
    private final IntentRows rows;
    private final Signers signers;
    private final Settings settings;
    private final LongSupplier nanoTime;
    private final Map<KeyId, LeaseKeeper> keepers = new ConcurrentHashMap<>();

    /**
     * How this process sends.
     *
     * @param node this node's name, unique among those that share a database
     * @param leaseTtl after which another node sends in the place of this one if it died
     * @param deadline of each call to the chain; a command's outcome may take some blocks
     */
    public record Settings(String node, Duration leaseTtl, Duration deadline) {}

    public Sender(
            DataSource database,
            ChainConnectionFactory connections,
            ChainIdentity chain,
            Signers signers,
            Settings settings,
            InstantSource clock,
            LongSupplier nanoTime) {
        this.database = database;
        this.transactions = new Transactions(database);
        this.leases = new Leases(database);
        this.connections = connections;
        this.chain = chain;
        this.rows = new IntentRows(chain, clock);
        this.signers = signers;
        this.settings = settings;
        this.nanoTime = nanoTime;
    }

    /**
     * Sends whatever isn't over yet and whose account is this process's. Waits for the chain; not to be called inside a
     * transaction. What the chain doesn't answer is tried again with the next call.
     */
    public void pump() throws SQLException {
        List<KeyId> atWork;
        try (Connection connection = database.getConnection()) {
            atWork = rows.signersAtWork(connection);
        }
        for (KeyId account : atWork) {
            if (signers.has(account)) {
                sendAll(account);
            }
        }
    }

    /** Lets other processes have the accounts at once. */
    public void release() throws SQLException {
        for (LeaseKeeper keeper : keepers.values()) {
            keeper.release();
        }
    }

    private void sendAll(KeyId account) throws SQLException {
        LeaseKeeper keeper = keepers.computeIfAbsent(account, this::keeper);
        List<Intent> open;
        try (Connection connection = database.getConnection()) {
            open = rows.open(connection, account);
        }
        try (ChainConnection connection = connections.getConnection().within(settings.deadline())) {
            for (Intent intent : open) {
                Optional<Lease> lease = keeper.held();
                if (lease.isEmpty() || !send(connection, intent, lease.get())) {
                    return;
                }
            }
        } catch (ChainException e) {
            OutboxLog.LOG.chainSilent(account, e.reason() + ": " + e.getMessage());
        } catch (LeaseLost e) {
            OutboxLog.LOG.accountLost(account);
        }
    }

    /** False when later commands of this account have to wait. */
    private boolean send(ChainConnection connection, Intent intent, Lease lease) throws SQLException, ChainException {
        Optional<SignedCommand> stored = intent.signed();
        SignedCommand command = stored.isPresent() ? stored.get() : sign(connection, intent, lease);
        CommandReceipt receipt = connection.submit(command);
        return switch (receipt.outcome()) {
            case CommandReceipt.Applied applied -> {
                change(lease, tx -> rows.apply(tx, intent.id(), receipt.block()));
                OutboxLog.LOG.applied(intent.purpose(), receipt.block());
                yield true;
            }
            case CommandReceipt.Refused refused ->
                refused(connection, intent, command, receipt.block(), refused, lease);
        };
    }

    private SignedCommand sign(ChainConnection connection, Intent intent, Lease lease)
            throws SQLException, ChainException {
        CommandEnvelope wanted = intent.envelope();
        CommandEnvelope envelope =
                new CommandEnvelope(chain, wanted.signer(), connection.nextNonce(wanted.signer()), wanted.command());
        SignedCommand command = signers.sign(envelope)
                .orElseThrow(() -> new IllegalStateException("no key of " + wanted.signer() + " is here"));
        change(lease, tx -> rows.sign(tx, intent.id(), command));
        return command;
    }

    private boolean refused(
            ChainConnection connection,
            Intent intent,
            SignedCommand command,
            long block,
            CommandReceipt.Refused refused,
            Lease lease)
            throws SQLException, ChainException {
        boolean aboutTheNonce = refused.refusal() == Refusal.NONCE_USED || refused.refusal() == Refusal.NONCE_AHEAD;
        if (aboutTheNonce && surelyNotTaken(connection, command)) {
            change(lease, tx -> rows.unsign(tx, intent.id()));
            OutboxLog.LOG.nonceTaken(intent.purpose(), command.envelope().nonce());
            return false;
        }
        change(lease, tx -> rows.refuse(tx, intent.id(), block, refused.refusal(), refused.detail()));
        OutboxLog.LOG.refused(intent.purpose(), refused.refusal() + ": " + refused.detail());
        return true;
    }

    /** A chain that still remembers which command had the nonce would have given that one's receipt, were it this one. */
    private static boolean surelyNotTaken(ChainConnection connection, SignedCommand command) throws ChainException {
        CommandEnvelope envelope = command.envelope();
        return connection.nextNonce(envelope.signer()) - envelope.nonce() <= REMEMBERED_COMMANDS;
    }

    private void change(Lease lease, Transactions.Change change) throws SQLException {
        transactions.run(tx -> {
            leases.requireHeld(tx, lease);
            change.in(tx);
        });
    }

    private LeaseKeeper keeper(KeyId account) {
        return new LeaseKeeper(
                leases, "chain-outbox/" + chain + "/" + account, settings.node(), settings.leaseTtl(), nanoTime);
    }
}

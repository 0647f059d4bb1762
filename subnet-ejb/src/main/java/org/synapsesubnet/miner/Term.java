package org.synapsesubnet.miner;

import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.synapsesubnet.platform.lease.Lease;
import org.synapsesubnet.platform.lease.LeaseKeeper;
import org.synapsesubnet.platform.lease.LeaseLost;
import org.synapsesubnet.platform.lease.Leases;
import org.synapsesubnet.platform.persistence.Transactions;

/**
 * One node's time as the keeper of a host, from getting the host's lease until somebody else may have it. An engine
 * knows nothing of leases: what is asked of it under a term that has just ended must be harmless when done twice.
 */
final class Term {

    private final LeaseKeeper keeper;
    private final Lease lease;
    private final Leases leases;
    private final Transactions transactions;

    Term(LeaseKeeper keeper, Lease lease, DataSource database) {
        this.keeper = keeper;
        this.lease = lease;
        this.leases = new Leases(database);
        this.transactions = new Transactions(database);
    }

    boolean isOf(Lease other) {
        return lease.equals(other);
    }

    /**
     * Asked before each step, so that the lease is renewed however many steps there are.
     *
     * @throws LeaseLost when the term is over
     */
    void requireGoingOn() throws SQLException {
        if (!keeper.held().equals(Optional.of(lease))) {
            throw new LeaseLost(lease);
        }
    }

    /** @throws LeaseLost when the term is over; nothing is written */
    <T> T call(Transactions.Work<T> work) throws SQLException {
        return transactions.call(transaction -> {
            leases.requireHeld(transaction, lease);
            return work.in(transaction);
        });
    }

    /** As {@link #call}. */
    void write(Transactions.Change change) throws SQLException {
        call(transaction -> {
            change.in(transaction);
            return true;
        });
    }
}

package org.synapsesubnet.chain;

import jakarta.ejb.EJBException;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.sql.SQLException;
import org.synapsesubnet.chain.api.BlockListener;
import org.synapsesubnet.chain.api.BlockRange;

/**
 * Hears blocks from the connector. First the cursor, then the effects: observers of {@link BlockRange} run in the same
 * transaction, and what one of them throws takes the cursor back too.
 *
 * <p>Which resource adapter it listens to stands in the descriptors of the packaging, as the name differs.
 */
@MessageDriven
@TransactionAttribute(TransactionAttributeType.REQUIRED)
public class BlockHearing implements BlockListener {

    @Inject
    private BlockCursor cursor;

    @Inject
    private Event<BlockRange> heard;

    @Override
    public long nextBlock() {
        try {
            return cursor.next();
        } catch (SQLException e) {
            throw new EJBException("the block cursor can't be read", e);
        }
    }

    @Override
    public void onBlocks(BlockRange range) {
        try {
            cursor.advance(range);
        } catch (SQLException e) {
            throw new EJBException("the block cursor can't be moved", e);
        }
        heard.fire(range);
    }
}

package org.synapsesubnet.chain.connector.ra;

import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.chain.api.BlockListener;
import org.synapsesubnet.chain.api.BlockRange;

/** A bean with a cursor in a container that commits: notes each call and each block whose delivery committed. */
final class RecordingEndpoint implements MessageEndpointFactory {

    final List<String> calls = new CopyOnWriteArrayList<>();
    final List<Long> committed = new CopyOnWriteArrayList<>();
    volatile Consumer<BlockRange> effects = range -> {};
    volatile boolean unavailable;
    volatile long next;

    @Override
    public MessageEndpoint createEndpoint(@Nullable XAResource none) throws UnavailableException {
        if (unavailable) {
            throw new UnavailableException("the application isn't up");
        }
        calls.add("create");
        return new Endpoint();
    }

    @Override
    public MessageEndpoint createEndpoint(@Nullable XAResource none, long timeout) throws UnavailableException {
        return createEndpoint(none);
    }

    @Override
    public boolean isDeliveryTransacted(Method method) {
        return true;
    }

    @Override
    public String getActivationName() {
        return "recording";
    }

    @Override
    public Class<?> getEndpointClass() {
        return RecordingEndpoint.class;
    }

    private final class Endpoint implements MessageEndpoint, BlockListener {

        private @Nullable BlockRange pending;

        @Override
        public long nextBlock() {
            calls.add("nextBlock");
            return next;
        }

        @Override
        public void beforeDelivery(Method method) {
            calls.add("before " + method.getName());
        }

        @Override
        public void onBlocks(BlockRange range) {
            calls.add("onBlocks");
            effects.accept(range);
            pending = range;
        }

        @Override
        public void afterDelivery() {
            calls.add("after");
            BlockRange taken = pending;
            pending = null;
            if (taken != null) {
                next = taken.next();
                taken.blocks().forEach(block -> committed.add(block.number()));
            }
        }

        @Override
        public void release() {
            calls.add("release");
        }
    }
}

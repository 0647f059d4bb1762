package org.synapsesubnet.validator.gateway.relay;

/**
 * When a miner's answer came, in nanoseconds from the moment in which it was asked.
 *
 * @param firstChunk of the answer; of one that isn't streamed its end
 * @param end of the answer
 * @param streamed whether it came in chunks
 * @param engine what the engine says of it
 */
public record ServedTimes(long firstChunk, long end, boolean streamed, EngineTimes engine) {

    /** As far as can be told from outside: the time before the first chunk that the engine doesn't account for. */
    public long queueWait() {
        long accounted = engine.load() + engine.prompt() + (streamed ? 0 : engine.answer());
        return Math.max(0, firstChunk - accounted);
    }

    /** Nanoseconds between two tokens; 0 where it can't be told. */
    public double perOutputToken(long tokens) {
        if (streamed) {
            return tokens > 1 ? (double) (end - firstChunk) / (tokens - 1) : 0;
        }
        return tokens > 0 ? (double) engine.answer() / tokens : 0;
    }
}

package org.synapsesubnet.axon.connection;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.stream.Stream;

/**
 * Asks nobody for the names of callers' addresses. Helidon does so for each connection, before it reads anything from it;
 * where no name server answers, as in a container without a way out, every caller would wait ten seconds for that.
 */
public final class NamelessCallers extends InetAddressResolverProvider {

    /** The Java platform makes it. */
    public NamelessCallers() {}

    @Override
    public InetAddressResolver get(Configuration configuration) {
        return new ForwardOnly(configuration.builtinResolver());
    }

    @Override
    public String name() {
        return "forward only";
    }

    private record ForwardOnly(InetAddressResolver builtin) implements InetAddressResolver {

        @Override
        public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) throws UnknownHostException {
            return builtin.lookupByName(host, policy);
        }

        @Override
        public String lookupByAddress(byte[] address) throws UnknownHostException {
            throw new UnknownHostException("names of addresses aren't asked for");
        }
    }
}

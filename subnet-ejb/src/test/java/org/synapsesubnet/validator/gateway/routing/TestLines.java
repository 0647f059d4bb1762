package org.synapsesubnet.validator.gateway.routing;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.Executors;
import org.synapsesubnet.api.identity.HotkeySigner;
import org.synapsesubnet.api.identity.SubnetId;

/** Lines of a validator that nobody knows. */
final class TestLines {

    private TestLines() {}

    static MinerLines open() {
        return new MinerLines(
                HotkeySigner.create(new SecureRandom()),
                new SubnetId("test", 1),
                Clock.systemUTC(),
                Executors.newVirtualThreadPerTaskExecutor());
    }
}

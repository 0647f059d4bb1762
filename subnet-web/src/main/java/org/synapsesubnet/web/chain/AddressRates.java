package org.synapsesubnet.web.chain;

import io.github.bucket4j.TimeMeter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.synapsesubnet.access.Caller;
import org.synapsesubnet.access.Role;
import org.synapsesubnet.api.problem.Problem;
import org.synapsesubnet.validator.gateway.admission.RateVerdict;
import org.synapsesubnet.validator.gateway.admission.RequestRates;
import org.synapsesubnet.web.problem.RetryLaterException;

/** Holds callers without a key to a number of requests per minute, by their address. */
@ApplicationScoped
public class AddressRates {
    private static final int MANY_ADDRESSES = 10_000;

    private final RequestRates rates = new RequestRates(TimeMeter.SYSTEM_NANOTIME, MANY_ADDRESSES);

    @Inject
    @ConfigProperty(name = "synapse.chain.rest-requests-per-minute")
    private int requestsPerMinute;

    /** Counts a request; ends it when it is one too many. */
    void admit(String address) {
        RateVerdict verdict = rates.admit(new Caller("address " + address, Set.of(Role.USER), null, requestsPerMinute));
        if (!verdict.admitted()) {
            throw new RetryLaterException(
                    Problem.of(
                            "too-many-requests",
                            "Too many requests",
                            429,
                            "One address may send " + requestsPerMinute + " requests a minute."),
                    verdict.retryAfterSeconds());
        }
    }
}

package org.synapsesubnet.chain.connector.ra;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.chain.api.ChainException;
import org.synapsesubnet.chain.api.ChainException.Reason;
import org.synapsesubnet.chain.api.ChainIdentity;
import org.synapsesubnet.chain.api.Hyperparameters;

/**
 * What the embedded chain needs to know.
 *
 * <p>The adapter is deployed apart from the application and sees neither its configuration nor MicroProfile, so each
 * value may be overridden by a system property or, failing that, an environment variable of the form that MicroProfile
 * Config uses: {@code synapse.chain.store} is {@code SYNAPSE_CHAIN_STORE}.
 *
 * @param identity chain and subnet; {@code synapse.chain.id} and {@code synapse.chain.netuid}
 * @param store the ledger's directory; {@code synapse.chain.store}
 * @param blockInterval pause between blocks, {@value #MIN_INTERVAL_MILLIS} ms to one day;
 *     {@code synapse.chain.block-interval-millis}
 * @param rules the ledger's numbers, of which the blocks of an epoch can be set; {@code synapse.chain.tempo}
 */
record ChainSettings(ChainIdentity identity, Path store, Duration blockInterval, Hyperparameters rules) {

    private static final int MIN_INTERVAL_MILLIS = 10;

    ChainSettings {
        Objects.requireNonNull(identity, "identity");
        Objects.requireNonNull(store, "store");
        Objects.requireNonNull(rules, "rules");
        if (blockInterval.toMillis() < MIN_INTERVAL_MILLIS || blockInterval.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("blockIntervalMillis must be " + MIN_INTERVAL_MILLIS + " to "
                    + Duration.ofDays(1).toMillis() + ", but was " + blockInterval.toMillis());
        }
    }

    /**
     * Reads the adapter's own values with their overrides.
     *
     * @param property gives a system property or null
     * @param environment gives an environment variable or null
     * @throws ChainException {@link Reason#BAD_CONFIGURATION} naming what is wrong
     */
    static ChainSettings read(
            String chainId,
            int netuid,
            String store,
            long blockIntervalMillis,
            int tempo,
            UnaryOperator<@Nullable String> property,
            UnaryOperator<@Nullable String> environment)
            throws ChainException {
        Overrides overrides = new Overrides(property, environment);
        try {
            return new ChainSettings(
                    new ChainIdentity(
                            overrides.of("synapse.chain.id", chainId),
                            Math.toIntExact(overrides.number("synapse.chain.netuid", netuid))),
                    Path.of(overrides.of("synapse.chain.store", store)).toAbsolutePath(),
                    Duration.ofMillis(overrides.number("synapse.chain.block-interval-millis", blockIntervalMillis)),
                    Hyperparameters.embedded(Math.toIntExact(overrides.number("synapse.chain.tempo", tempo))));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new ChainException(
                    Reason.BAD_CONFIGURATION, "the chain connector's configuration is wrong: " + e.getMessage(), e);
        }
    }

    private record Overrides(UnaryOperator<@Nullable String> property, UnaryOperator<@Nullable String> environment) {

        String of(String key, String configured) {
            String value = property.apply(key);
            if (value == null) {
                value = environment.apply(
                        key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'));
            }
            return value == null || value.isBlank() ? configured : value.strip();
        }

        long number(String key, long configured) {
            String value = of(key, Long.toString(configured));
            try {
                return Long.parseLong(value);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(key + " must be a whole number, but was '" + value + "'", e);
            }
        }
    }
}

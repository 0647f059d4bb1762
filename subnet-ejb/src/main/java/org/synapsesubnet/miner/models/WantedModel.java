package org.synapsesubnet.miner.models;

import java.util.regex.Pattern;
import org.synapsesubnet.api.problem.InvalidValue;

/**
 * A model as an operator wants a miner to have it.
 *
 * @param name under which it is served
 * @param digest of what is pulled, 64 hexadecimal digits; empty until the first pull
 * @param variant what is changed about what is pulled, sent or made of
 * @param pinned whether it can't be taken away before the pin is
 * @param loaded whether it shall be in the memory of every replica
 * @param revision grows with every change, from 1
 */
public record WantedModel(
        String miner,
        ModelName name,
        ModelSource source,
        String digest,
        Variant variant,
        boolean pinned,
        boolean loaded,
        long revision) {

    private static final Pattern DIGEST = Pattern.compile("(?:[0-9a-f]{64})?");

    public WantedModel {
        if (!DIGEST.matcher(digest).matches()) {
            throw new InvalidValue("digest", "'" + digest + "' must be 64 hexadecimal digits, with or without sha256:");
        }
        if (!digest.isEmpty() && !(source instanceof ModelSource.Pull)) {
            throw new InvalidValue("digest", "is only for a model that is pulled; others are what they are made of");
        }
        if (source instanceof ModelSource.Held && !variant.isNone()) {
            throw new InvalidValue("pull", "one of pull, blob and from is needed where something is to be changed");
        }
        if (source instanceof ModelSource.Pull pull && pull.reference().equals(name) && !variant.isNone()) {
            throw new InvalidValue(
                    "name",
                    "must differ from pull where something is changed about it: the variant would take its place and digest");
        }
        if (source instanceof ModelSource.From from && from.parent().equals(name)) {
            throw new InvalidValue("from", "must be another model than the one that is made of it");
        }
    }

    /** Whether the same has to be brought for another revision, which may differ in what is done with it. */
    boolean isTheSameAs(WantedModel other) {
        return name.equals(other.name)
                && source.equals(other.source)
                && variant.equals(other.variant)
                && (digest.isEmpty() || other.digest.isEmpty() || digest.equals(other.digest));
    }

    /** Whether a pull alone brings it, under its own name. */
    boolean isPulledAsItIs() {
        return source instanceof ModelSource.Pull pull && pull.reference().equals(name);
    }

    /** The digest once it is known. */
    WantedModel pinnedTo(String found) {
        return new WantedModel(miner, name, source, found, variant, pinned, loaded, revision);
    }

    /** Whether this needs a model of that name to stay where it is. */
    boolean needs(ModelName other) {
        return name.equals(other)
                || source instanceof ModelSource.Pull pull && pull.reference().equals(other)
                || source instanceof ModelSource.From from && from.parent().equals(other);
    }
}

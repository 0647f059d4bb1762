package org.synapsesubnet.kit;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a trial read, if it got that far. */
final class Answered<T> {
    private @Nullable T value;

    void set(T value) {
        this.value = value;
    }

    Optional<T> get() {
        return Optional.ofNullable(value);
    }
}

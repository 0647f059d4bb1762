package org.synapsesubnet.registrar.verification.image;

import java.util.List;
import java.util.Optional;
import org.synapsesubnet.registrar.verification.packages.Component;

/**
 * A file of a layer that tells something.
 *
 * @param privileged whether it runs with its owner's or group's rights, whoever starts it
 * @param packages that it says are installed
 * @param osRelease its text, when it is the one that names the operating system
 */
record ScannedFile(boolean privileged, List<Component> packages, Optional<String> osRelease) {
    ScannedFile {
        packages = List.copyOf(packages);
    }

    boolean tellsNothing() {
        return !privileged && packages.isEmpty() && osRelease.isEmpty();
    }
}

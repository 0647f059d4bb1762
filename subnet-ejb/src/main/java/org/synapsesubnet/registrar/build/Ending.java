package org.synapsesubnet.registrar.build;

import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.build.BuildState;
import org.synapsesubnet.container.ImageReference;

/**
 * How a build ended.
 *
 * @param reason why there is no image; null where there is one
 * @param image on the builder; null where there is none
 * @param imageBytes its size; 0 where there is none
 */
record Ending(
        BuildState state, @Nullable String reason, @Nullable ImageReference image, long imageBytes) {

    private static final int MAX_REASON = 1000;

    Ending {
        if (!state.isOver() || (state == BuildState.SUCCEEDED) != (image != null)) {
            throw new IllegalArgumentException(state + " doesn't end a build with the image " + image);
        }
        reason = reason == null || reason.length() <= MAX_REASON ? reason : reason.substring(0, MAX_REASON);
    }

    static Ending succeeded(ImageReference image, long bytes) {
        return new Ending(BuildState.SUCCEEDED, null, image, bytes);
    }

    static Ending failed(String reason) {
        return new Ending(BuildState.FAILED, reason, null, 0);
    }

    static Ending cancelled(String by) {
        return new Ending(BuildState.CANCELLED, "cancelled by " + by, null, 0);
    }

    static Ending interrupted() {
        return failed("interrupted: the application ended while it was under way");
    }
}

package org.synapsesubnet.api.rollout;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.module.ReleaseVersion;
import org.synapsesubnet.api.problem.InvalidValue;

/**
 * An update of a deployment ({@code POST /modules/{name}/deployments/{deployment}/rollouts}).
 *
 * @param version of the published release to go to
 * @param waves shares of the replicas, in percent, that run the new release wave by wave: 1 to {@value #MAX_WAVES} of them,
 *     growing from 1 to 100; null for 10, 50, 100
 * @param soakSeconds how long all of a wave's replicas must have been well before the next one begins, 0–86,400; null
 *     for 30
 * @param readySeconds how long a wave may take until all its replicas are well, 10–86,400; null for 300
 * @param failures of new replicas that are tolerated, 0–100; null for 0
 */
public record RolloutDraft(
        String version,
        List<Integer> waves,
        @Nullable Integer soakSeconds,
        @Nullable Integer readySeconds,
        @Nullable Integer failures) {

    public static final int MAX_WAVES = 20;

    private static final int DAY = 86_400;
    private static final List<Integer> USUAL = List.of(10, 50, 100);

    @SuppressWarnings("ConstantValue") // a JSON body may lack any field
    public RolloutDraft {
        version = ReleaseVersion.require(version);
        waves = waves == null ? USUAL : List.copyOf(waves);
        requireGrowing(waves);
        soakSeconds = within("soakSeconds", soakSeconds, 30, 0, DAY);
        readySeconds = within("readySeconds", readySeconds, 300, 10, DAY);
        failures = within("failures", failures, 0, 0, 100);
    }

    private static void requireGrowing(List<Integer> waves) {
        boolean grows = !waves.isEmpty() && waves.size() <= MAX_WAVES && waves.getLast() == 100;
        int before = 0;
        for (int wave : waves) {
            grows &= wave > before;
            before = wave;
        }
        if (!grows) {
            throw new InvalidValue(
                    "waves", waves + " must be 1 to " + MAX_WAVES + " percentages that grow from 1 to 100 at the end");
        }
    }

    private static int within(String field, @Nullable Integer value, int usual, int least, int most) {
        int chosen = value == null ? usual : value;
        if (chosen < least || chosen > most) {
            throw new InvalidValue(field, chosen + " must be from " + least + " to " + most);
        }
        return chosen;
    }
}

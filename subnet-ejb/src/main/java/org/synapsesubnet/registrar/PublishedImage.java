package org.synapsesubnet.registrar;

import java.util.Optional;
import java.util.regex.Pattern;
import org.synapsesubnet.api.module.ReleaseView;
import org.synapsesubnet.api.problem.InvalidValue;
import org.synapsesubnet.container.ImageReference;

/** Where a release's image can be pulled: what is verified and what is rolled out has the same name. */
public final class PublishedImage {

    private static final Pattern DIGEST = Pattern.compile("@sha256:.*$");
    private static final Pattern TAG = Pattern.compile(":[^:/]*$");

    private PublishedImage() {}

    /**
     * The release's digest in the repository that its artifact names; a tag or digest that the artifact has doesn't count.
     *
     * @return empty where there is no artifact, or it is a file or an address
     */
    public static Optional<ImageReference> of(ReleaseView release) {
        String artifact = release.artifact();
        if (artifact == null) {
            return Optional.empty();
        }
        String repository =
                TAG.matcher(DIGEST.matcher(artifact).replaceFirst("")).replaceFirst("");
        try {
            return Optional.of(new ImageReference(repository + "@" + release.digest()));
        } catch (InvalidValue otherArtifact) {
            return Optional.empty();
        }
    }
}

package org.synapsesubnet.registrar.verification;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.synapsesubnet.api.passport.Severity;
import org.synapsesubnet.registrar.verification.image.ImageContent;

/** Holds an image against the {@link ImageRule}s. */
final class ImagePolicy {
    private static final Pattern SECRET_NAME =
            Pattern.compile("(?i).*(?:password|passwd|secret|token|api_?key|access_?key|private_?key|credential).*");
    private static final String BASE_NAME = "org.opencontainers.image.base.name";
    private static final String BASE_DIGEST = "org.opencontainers.image.base.digest";

    private ImagePolicy() {}

    static void judge(ImageContent image, StageNotes notes) {
        if (image.config().runsAsRoot()) {
            String user = image.config().user();
            found(
                    notes,
                    ImageRule.RUNS_AS_ROOT,
                    Severity.HIGH,
                    "",
                    "its user is " + (user.isEmpty() ? "not said" : user));
        }
        if (!image.config().healthCheck()) {
            found(notes, ImageRule.NO_HEALTH_CHECK, Severity.LOW, "", "it doesn't say how its health is checked");
        }
        for (String path : image.privilegedFiles()) {
            found(
                    notes,
                    ImageRule.PRIVILEGED_FILE,
                    Severity.MEDIUM,
                    "/" + path,
                    "it runs with its owner's or group's rights, whoever starts it");
        }
        for (ImageContent.Secret secret : image.secrets()) {
            found(
                    notes,
                    ImageRule.SECRET_IN_LAYER,
                    Severity.CRITICAL,
                    "/" + secret.path(),
                    "layer " + secret.layer() + " holds what looks like " + secret.what());
        }
        environment(image.config().environment(), notes);
        base(image.config().labels(), notes);
        notes.note(image.layers() + " layers");
        image.troubles().forEach(notes::note);
    }

    private static void environment(Map<String, String> variables, StageNotes notes) {
        new TreeMap<>(variables).forEach((name, value) -> {
            if (SECRET_NAME.matcher(name).matches() && !value.isBlank()) {
                found(notes, ImageRule.SECRET_IN_ENVIRONMENT, Severity.CRITICAL, name, "the image sets this variable");
            }
        });
    }

    /** An image's history doesn't tell its base; builders may do so in labels. */
    private static void base(Map<String, String> labels, StageNotes notes) {
        String name = labels.getOrDefault(BASE_NAME, "");
        if (labels.containsKey(BASE_DIGEST) || name.contains("@sha256:")) {
            notes.note("its base is " + name + " " + labels.getOrDefault(BASE_DIGEST, ""));
        } else if (name.isEmpty()) {
            notes.note("no label " + BASE_DIGEST + " tells its base");
        } else {
            found(
                    notes,
                    ImageRule.BASE_NOT_PINNED,
                    Severity.LOW,
                    name,
                    "the base is named by a tag, not by its digest");
        }
    }

    private static void found(StageNotes notes, ImageRule rule, Severity severity, String subject, String text) {
        notes.find(rule.id(), severity, subject, text);
    }
}

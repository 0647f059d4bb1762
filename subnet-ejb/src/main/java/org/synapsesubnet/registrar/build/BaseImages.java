package org.synapsesubnet.registrar.build;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.synapsesubnet.api.problem.InvalidValue;
import org.synapsesubnet.container.ImageReference;

/**
 * What a Dockerfile would have the engine itself fetch. The engine does so outside the build's network, so all that leads
 * to a fetch must be plain to see: images are named by digest, without variables and quotes, and {@code ADD} takes files
 * of the context only.
 */
final class BaseImages {

    private static final Pattern BLANKS = Pattern.compile("[\\t ]+");
    private static final Pattern PLAIN_WORD = Pattern.compile("[A-Za-z0-9._/:@=-]+");
    private static final Pattern PLAIN_FLAG = Pattern.compile("--[a-z]+(?:=[A-Za-z0-9._/:@,+-]+)?");
    /** Without a colon there is no address, without {@code $} and backslash none is made up. */
    private static final Pattern PLAIN_PATHS = Pattern.compile("[A-Za-z0-9._/*?+~ \\t,\"\\[\\]-]+");

    private static final String FROM_FLAG = "--from=";

    private final Set<ImageReference> images = new LinkedHashSet<>();
    private final Set<String> stages = new HashSet<>();
    private int stageCount;

    private BaseImages() {}

    /**
     * The images that a build starts from or copies from.
     *
     * @throws org.synapsesubnet.api.problem.ProblemException with status 400 that names the line
     */
    static List<ImageReference> of(Dockerfile dockerfile) {
        BaseImages found = new BaseImages();
        for (Dockerfile.Instruction instruction : dockerfile.instructions()) {
            switch (instruction.word()) {
                case "FROM" -> found.from(instruction);
                case "COPY" -> found.copy(instruction);
                case "ADD" -> found.add(instruction);
                default -> {
                    // fetches nothing by the engine
                }
            }
        }
        return new ArrayList<>(found.images);
    }

    private void from(Dockerfile.Instruction instruction) {
        List<String> words = new ArrayList<>(List.of(BLANKS.split(instruction.arguments())));
        if (words.stream().anyMatch(word -> !PLAIN_WORD.matcher(word).matches())) {
            throw refused(instruction, "FROM takes no variables and quotes");
        }
        words.removeIf(word -> word.startsWith("--platform="));
        boolean named = words.size() == 3 && words.get(1).equalsIgnoreCase("as");
        if (words.size() != 1 && !named) {
            throw refused(instruction, "FROM must be: FROM image, or FROM image AS name");
        }
        image(instruction, words.getFirst());
        if (named) {
            stages.add(words.getLast().toLowerCase(Locale.ROOT));
        }
        stageCount++;
    }

    private void copy(Dockerfile.Instruction instruction) {
        for (String flag : flags(instruction)) {
            if (flag.startsWith(FROM_FLAG)) {
                String source = flag.substring(FROM_FLAG.length());
                if (!isStageNumber(source)) {
                    image(instruction, source);
                }
            }
        }
    }

    private void add(Dockerfile.Instruction instruction) {
        String paths = instruction.arguments();
        for (String flag : flags(instruction)) {
            paths = paths.substring(paths.indexOf(flag) + flag.length());
        }
        if (!PLAIN_PATHS.matcher(paths).matches()) {
            throw refused(instruction, "ADD takes plain names of files in the context, no addresses and variables");
        }
    }

    private static List<String> flags(Dockerfile.Instruction instruction) {
        List<String> flags = new ArrayList<>();
        for (String word : BLANKS.split(instruction.arguments())) {
            if (!word.startsWith("--")) {
                break;
            }
            if (!PLAIN_FLAG.matcher(word).matches()) {
                throw refused(instruction, "flags take no variables and quotes");
            }
            flags.add(word);
        }
        return flags;
    }

    private boolean isStageNumber(String text) {
        return text.length() < 4 && text.chars().allMatch(Character::isDigit) && Integer.parseInt(text) < stageCount;
    }

    private void image(Dockerfile.Instruction instruction, String text) {
        if (text.equals("scratch") || stages.contains(text.toLowerCase(Locale.ROOT))) {
            return;
        }
        try {
            images.add(new ImageReference(text));
        } catch (InvalidValue e) {
            throw refused(
                    instruction,
                    "the image '" + text + "' must be scratch, an earlier stage, or pinned by its digest:"
                            + " repository@sha256:… or sha256:…");
        }
    }

    private static RuntimeException refused(Dockerfile.Instruction instruction, String what) {
        return BuildProblems.dockerfile(instruction.line(), what);
    }
}

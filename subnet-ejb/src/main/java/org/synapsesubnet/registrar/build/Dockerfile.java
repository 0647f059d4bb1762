package org.synapsesubnet.registrar.build;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The instructions of a Dockerfile, as the engine's classic builder reads them. What versions of it read differently is
 * refused, and so is {@code ONBUILD}, which would pass instructions on to builds that never show them.
 *
 * @param instructions in their order
 */
record Dockerfile(List<Instruction> instructions) {

    private static final Set<String> KNOWN = Set.of(
            "ADD",
            "ARG",
            "CMD",
            "COPY",
            "ENTRYPOINT",
            "ENV",
            "EXPOSE",
            "FROM",
            "HEALTHCHECK",
            "LABEL",
            "MAINTAINER",
            "RUN",
            "SHELL",
            "STOPSIGNAL",
            "USER",
            "VOLUME",
            "WORKDIR");
    private static final Pattern BLANKS = Pattern.compile("[\\t\\r ]+");
    private static final Pattern CONTINUED = Pattern.compile("\\\\[\\t ]*$");
    private static final Pattern AMBIGUOUS = Pattern.compile("\\\\\\\\[\\t ]*$");
    private static final Pattern ESCAPE =
            Pattern.compile("#[\\t ]*escape[\\t ]*=[\\t ]*[^\\\\].*", Pattern.CASE_INSENSITIVE);

    Dockerfile {
        instructions = List.copyOf(instructions);
    }

    /**
     * One instruction.
     *
     * @param line where it begins, from 1
     * @param word in capitals
     * @param arguments the rest, lines that belong together joined
     */
    record Instruction(int line, String word, String arguments) {}

    /** @throws org.synapsesubnet.api.problem.ProblemException with status 400 that names the line */
    static Dockerfile parse(String text) {
        String whole = text.startsWith("\uFEFF") ? text.substring(1) : text;
        List<Instruction> found = new ArrayList<>();
        StringBuilder open = new StringBuilder();
        int number = 0;
        int first = 0;
        for (String raw : whole.split("\n", -1)) {
            number++;
            String line = raw.endsWith("\r") ? raw.substring(0, raw.length() - 1) : raw;
            requireClear(number, line);
            if (line.isBlank() || line.strip().startsWith("#")) {
                continue;
            }
            if (open.isEmpty()) {
                first = number;
            }
            boolean continued = CONTINUED.matcher(line).find();
            open.append(continued ? CONTINUED.matcher(line).replaceFirst("") : line);
            if (!continued) {
                found.add(instruction(first, open.toString().strip()));
                open.setLength(0);
            } else if (open.isEmpty()) {
                open.append(' ');
            }
        }
        if (!open.toString().isBlank()) {
            found.add(instruction(first, open.toString().strip()));
        }
        return new Dockerfile(found);
    }

    private static void requireClear(int number, String line) {
        if (line.chars().anyMatch(c -> Character.isISOControl(c) && c != '\t')) {
            throw BuildProblems.dockerfile(number, "has control characters");
        }
        if (AMBIGUOUS.matcher(line).find()) {
            throw BuildProblems.dockerfile(number, "ends with two backslashes, which engines read differently");
        }
        if (ESCAPE.matcher(line.strip()).matches()) {
            throw BuildProblems.dockerfile(number, "has another escape character than the backslash");
        }
    }

    private static Instruction instruction(int line, String text) {
        String[] parts = BLANKS.split(text, 2);
        String word = parts[0].toUpperCase(Locale.ROOT);
        if (!KNOWN.contains(word)) {
            throw BuildProblems.dockerfile(line, "has an instruction that isn't one of " + String.join(", ", known()));
        }
        return new Instruction(line, word, parts.length == 1 ? "" : parts[1].strip());
    }

    private static List<String> known() {
        return KNOWN.stream().sorted().toList();
    }
}

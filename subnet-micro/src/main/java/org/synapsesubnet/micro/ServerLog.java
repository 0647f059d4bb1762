package org.synapsesubnet.micro;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The server's log of this start: the one place where Payara Micro tells that a deployment failed. */
final class ServerLog {

    private static final Pattern FAILURE =
            Pattern.compile("Exception while (?:loading|preparing|deploying) the app(?: : (.+))?");
    private static final Pattern CAUSE = Pattern.compile("^Caused by: (.+)$", Pattern.MULTILINE);
    private static final int LONGEST_REASON = 300;

    private final Path file;

    ServerLog(Path file) {
        this.file = file;
    }

    /** Keeps the last start's log as {@code server.log.1}. */
    void rotate() throws LaunchException {
        try {
            if (Files.exists(file)) {
                Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new LaunchException("The log " + file + " can't be set aside: " + e);
        }
    }

    /**
     * Why the connector or the application wasn't deployed; empty while nothing is known to have failed. Where the
     * server's line has no reason, the innermost cause above it is the reason.
     */
    Optional<String> failure() {
        String text = text();
        Matcher failure = FAILURE.matcher(text);
        if (!failure.find()) {
            return Optional.empty();
        }
        String reason = failure.group(1);
        return Optional.of(shortened(reason == null ? innermostCause(text.substring(0, failure.start())) : reason));
    }

    private static String innermostCause(String text) {
        Matcher cause = CAUSE.matcher(text);
        return cause.results()
                .reduce((first, second) -> second)
                .map(last -> last.group(1))
                .orElse("no reason given");
    }

    private String text() {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    private static String shortened(String reason) {
        return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON) + "…";
    }
}

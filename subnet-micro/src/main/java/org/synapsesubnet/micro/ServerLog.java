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

    private static final Pattern FAILURE = Pattern.compile("Exception while loading the app : (.+)");
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

    /** Why the connector or the application wasn't deployed; empty while nothing is known to have failed. */
    Optional<String> failure() {
        Matcher failure = FAILURE.matcher(text());
        return failure.find() ? Optional.of(shortened(failure.group(1))) : Optional.empty();
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

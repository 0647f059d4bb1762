package org.synapsesubnet.registrar.verification.packages;

import java.util.Locale;

/**
 * The operating system of an image, by its {@code os-release}.
 *
 * @param id such as {@code debian}; {@code unknown} where no file says it
 * @param version such as {@code 12}; empty where no file says it
 */
public record Distribution(String id, String version) {
    public static final Distribution UNKNOWN = new Distribution("unknown", "");

    /** @param osRelease text of {@code /etc/os-release} */
    public static Distribution of(String osRelease) {
        String id = value(osRelease, "ID");
        return id.isEmpty() ? UNKNOWN : new Distribution(id.toLowerCase(Locale.ROOT), value(osRelease, "VERSION_ID"));
    }

    private static String value(String text, String key) {
        return text.lines()
                .filter(line -> line.startsWith(key + "="))
                .map(line -> line.substring(key.length() + 1).strip().replaceAll("^[\"']|[\"']$", ""))
                .findFirst()
                .orElse("");
    }

    /** In OSV's words, such as {@code Debian:12} and {@code Alpine:v3.20}. */
    String ecosystem() {
        return switch (id) {
            case "debian" -> "Debian:" + version;
            case "ubuntu" -> "Ubuntu:" + version;
            case "alpine" -> "Alpine:v" + version.replaceFirst("^([0-9]+\\.[0-9]+).*", "$1");
            default -> id + ":" + version;
        };
    }

    /** {@code debian-12}. */
    String qualifier() {
        return version.isEmpty() ? id : id + "-" + version;
    }
}

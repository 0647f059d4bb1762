package org.synapsesubnet.registrar.verification.scanner;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.synapsesubnet.api.passport.Finding;
import org.synapsesubnet.api.passport.Severity;

/** A scanner that is known here. None of them fetches anything: their databases are the operator's to bring. */
public enum Scanner {
    TRIVY(
            List.of("--version"),
            List.of("image", "--quiet", "--format", "json", "--scanners", "vuln", "--offline-scan", "--skip-db-update"),
            "",
            Map.of()) {
        @Override
        List<Finding> findings(JsonNode report) {
            var found = new ArrayList<Finding>();
            for (JsonNode target : report.path("Results")) {
                for (JsonNode one : target.path("Vulnerabilities")) {
                    found.add(finding(
                            one.path("VulnerabilityID"),
                            one.path("Severity"),
                            one.path("PkgName").asText() + " "
                                    + one.path("InstalledVersion").asText(),
                            one.path("Title").asText(),
                            one.path("FixedVersion").asText()));
                }
            }
            return found;
        }
    },
    GRYPE(
            List.of("version"),
            List.of("--quiet", "--output", "json"),
            "docker:",
            Map.of("GRYPE_DB_AUTO_UPDATE", "false", "GRYPE_CHECK_FOR_APP_UPDATE", "false")) {
        @Override
        List<Finding> findings(JsonNode report) {
            var found = new ArrayList<Finding>();
            for (JsonNode match : report.path("matches")) {
                JsonNode vulnerability = match.path("vulnerability");
                JsonNode artifact = match.path("artifact");
                found.add(finding(
                        vulnerability.path("id"),
                        vulnerability.path("severity"),
                        artifact.path("name").asText() + " "
                                + artifact.path("version").asText(),
                        vulnerability.path("description").asText(),
                        vulnerability.path("fix").path("versions").path(0).asText()));
            }
            return found;
        }
    };

    private final List<String> version;
    private final List<String> options;
    private final String scheme;
    private final Map<String, String> environment;

    Scanner(List<String> version, List<String> options, String scheme, Map<String, String> environment) {
        this.version = version;
        this.options = options;
        this.scheme = scheme;
        this.environment = environment;
    }

    abstract List<Finding> findings(JsonNode report);

    /** The program's name. */
    public String program() {
        return name().toLowerCase(Locale.ROOT);
    }

    List<String> version() {
        return version;
    }

    List<String> arguments(String image) {
        var arguments = new ArrayList<>(options);
        arguments.add(scheme + image);
        return arguments;
    }

    Map<String, String> environment() {
        return environment;
    }

    private static Finding finding(JsonNode id, JsonNode severity, String subject, String text, String fix) {
        String end = fix.isEmpty() ? "; no fix is known" : "; fixed in " + fix;
        return new Finding(id.asText(), severity(severity.asText()), subject, text + end);
    }

    private static Severity severity(String word) {
        return switch (word.toUpperCase(Locale.ROOT)) {
            case "CRITICAL" -> Severity.CRITICAL;
            case "HIGH" -> Severity.HIGH;
            case "MEDIUM" -> Severity.MEDIUM;
            case "LOW", "NEGLIGIBLE" -> Severity.LOW;
            default -> Severity.UNKNOWN;
        };
    }
}

package org.synapsesubnet.registrar.verification.scanner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synapsesubnet.api.passport.Finding;
import org.synapsesubnet.api.passport.Severity;

/** The scanners themselves aren't on every machine: scripts stand in that say what their documentation shows. */
class InstalledScannerTest {
    private static final String ENGINE = "unix:///run/docker.sock";
    private static final String IMAGE = "sha256:" + "ab".repeat(32);

    @TempDir
    private Path bin;

    @Test
    void trivysReportIsRead() throws Exception {
        InstalledScanner trivy = script(Scanner.TRIVY, """
                [ "$1" = --version ] && { echo 'Version: 0.58.1'; exit; }
                cat <<'END'
                {"SchemaVersion":2,"Results":[{"Target":"debian","Vulnerabilities":[
                  {"VulnerabilityID":"CVE-2023-4911","PkgName":"libc6","InstalledVersion":"2.36-9","FixedVersion":"2.36-9+deb12u3",
                   "Severity":"HIGH","Title":"glibc: buffer overflow"}]},{"Target":"node"}]}
                END
                """);

        assertThat(trivy.version()).isEqualTo("Version: 0.58.1");
        assertThat(trivy.scan(ENGINE, IMAGE))
                .containsExactly(new Finding(
                        "CVE-2023-4911",
                        Severity.HIGH,
                        "libc6 2.36-9",
                        "glibc: buffer overflow; fixed in 2.36-9+deb12u3"));
    }

    @Test
    void grypesReportIsRead() throws Exception {
        InstalledScanner grype = script(Scanner.GRYPE, """
                cat <<'END'
                {"matches":[{"vulnerability":{"id":"GHSA-jfh8-c2jp-5v3q","severity":"Critical","description":"Log4Shell",
                  "fix":{"versions":[],"state":"unknown"}},"artifact":{"name":"log4j-core","version":"2.14.1"}}]}
                END
                """);

        assertThat(grype.scan(ENGINE, IMAGE))
                .containsExactly(new Finding(
                        "GHSA-jfh8-c2jp-5v3q", Severity.CRITICAL, "log4j-core 2.14.1", "Log4Shell; no fix is known"));
    }

    @Test
    void aScannerSeesTheEngineAndNoneOfOurSettings() throws Exception {
        InstalledScanner trivy =
                script(Scanner.TRIVY, "env | cut -d= -f1 | sort | tr '\\n' ' '; echo; echo $DOCKER_HOST $@");

        assertThat(trivy.version().split(" "))
                .isSubsetOf("DOCKER_HOST", "HOME", "PATH", "PWD", "SHLVL", "TMPDIR", "XDG_CACHE_HOME", "_", "OLDPWD");
    }

    @Test
    void oneThatFailsSaysWhy() throws Exception {
        InstalledScanner trivy = script(Scanner.TRIVY, "echo 'no database' >&2; exit 3");

        assertThatThrownBy(() -> trivy.scan(ENGINE, IMAGE))
                .isInstanceOf(IOException.class)
                .hasMessage("trivy ended with code 3: no database");
    }

    @Test
    void oneThatHangsEndsWithWhoWaitsForIt() throws Exception {
        Path pid = bin.resolve("pid");
        InstalledScanner trivy =
                script(Scanner.TRIVY, "echo $$ > " + pid + ".new; mv " + pid + ".new " + pid + "; exec sleep 600");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> waiting = threads.submit(() -> trivy.scan(ENGINE, IMAGE));
            Awaitility.await().until(() -> Files.exists(pid));

            waiting.cancel(true);
        }

        long process = Long.parseLong(Files.readString(pid).strip());
        Awaitility.await()
                .untilAsserted(() -> assertThat(ProcessHandle.of(process).filter(ProcessHandle::isAlive))
                        .isEmpty());
    }

    @Test
    void oneThatIsNotThereIsNotFound() {
        assertThat(InstalledScanner.find(Scanner.TRIVY, bin.toString())).isEmpty();
    }

    private InstalledScanner script(Scanner scanner, String lines) throws IOException {
        Path program = Files.writeString(bin.resolve(scanner.program()), "#!/bin/sh\n" + lines);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return InstalledScanner.find(scanner, "/no/such/folder:" + bin).orElseThrow();
    }
}

package org.synapsesubnet.axon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AxonMainTest {

    @TempDir
    Path folder;

    @Test
    void endsWhenItsParentIsGone() throws Exception {
        Process axon = start("--listen", "127.0.0.1:0", "--exit-with-stdin");
        try (BufferedReader out = axon.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).matches("axon 0x[0-9a-f]{40} listens on https://127.0.0.1:\\d+ before .*");

            axon.getOutputStream().close();

            assertThat(axon.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(axon.exitValue()).isZero();
        } finally {
            axon.destroyForcibly();
        }
    }

    @Test
    void saysInOneLineThatItsPortIsTaken() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Process axon = start("--listen", "127.0.0.1:" + taken.getLocalPort());
            try (BufferedReader err = axon.errorReader(StandardCharsets.UTF_8)) {
                List<String> lines = err.lines().toList();

                assertThat(lines).hasSize(1);
                assertThat(lines.getFirst()).contains("can't listen").contains("" + taken.getLocalPort());
                assertThat(axon.waitFor()).isEqualTo(1);
            } finally {
                axon.destroyForcibly();
            }
        }
    }

    @Test
    void saysInOneLineThatAnArgumentIsWrong() throws Exception {
        Process axon = start("--slots", "none");
        try (BufferedReader err = axon.errorReader(StandardCharsets.UTF_8)) {
            assertThat(err.lines()).containsExactly("axon: slots must be a whole number, not none");
            assertThat(axon.waitFor()).isEqualTo(2);
        } finally {
            axon.destroyForcibly();
        }
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx48m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                AxonMain.class.getName(),
                "--upstream",
                "http://127.0.0.1:1",
                "--hotkey-file",
                folder.resolve("miner.key").toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).start();
    }
}

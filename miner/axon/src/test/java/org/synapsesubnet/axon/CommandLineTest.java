package org.synapsesubnet.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.synapsesubnet.api.identity.Hotkey;
import org.synapsesubnet.axon.membership.Membership;

class CommandLineTest {

    private static final String VALIDATOR = "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266";

    @TempDir
    Path folder;

    @Test
    void bindsToLoopbackAndServesNobodyUnlessTold() throws Exception {
        AxonOptions options = options();

        assertThat(options.listen().address().getAddress().isLoopbackAddress()).isTrue();
        assertThat(options.listen().address().getPort()).isEqualTo(8091);
        assertThat(options.admission().allowed()).isEmpty();
    }

    @Test
    void speaksTlsUnlessTold() throws Exception {
        String digest = options().listen().tls().orElseThrow().digest();

        assertThat(folder.resolve("miner.pem")).exists();
        assertThat(options().listen().tls().orElseThrow().digest()).isEqualTo(digest);
        assertThat(options("--tls-cert-file", folder.resolve("my.pem").toString())
                        .listen()
                        .tls()
                        .orElseThrow()
                        .digest())
                .isNotEqualTo(digest);
        assertThat(options("--tls", "off").listen().tls()).isEmpty();
    }

    @Test
    void takesEverySetting() throws Exception {
        AxonOptions options = options(
                "--allow",
                VALIDATOR + ", 0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf = 25",
                "--listen",
                "127.0.0.1:0",
                "--chain-id",
                "evm",
                "--netuid",
                "7",
                "--slots",
                "3",
                "--queue",
                "5",
                "--requests-per-minute",
                "600",
                "--max-body",
                "2048",
                "--receipts-remembered",
                "9");

        assertThat(options.admission().allowed())
                .containsOnly(
                        Map.entry(new Hotkey(VALIDATOR), 10),
                        Map.entry(new Hotkey("0x7e5f4552091a69125d5dfcb7b8c2659029395bdf"), 25));
        assertThat(options.miner().subnet().netuid()).isEqualTo(7);
        assertThat(options.engine().slots()).isEqualTo(3);
        assertThat(options.queue().places()).isEqualTo(5);
        assertThat(options.admission().requestsPerMinute()).isEqualTo(600);
        assertThat(options.admission().maxBodyBytes()).isEqualTo(2_048);
        assertThat(options.receipts().remembered()).isEqualTo(9);
    }

    @Test
    void theCommandLineCountsOverTheFile() throws Exception {
        Path file = folder.resolve("axon.properties");
        Files.writeString(file, "slots = 4\nqueue=8\nexit-with-stdin=true\n");

        AxonOptions options = options("--config", file.toString(), "--slots", "2");

        assertThat(options.engine().slots()).isEqualTo(2);
        assertThat(options.queue().places()).isEqualTo(8);
        assertThat(CommandLine.parse(List.of("--config", file.toString()), Map.of())
                        .exitsWithStdin())
                .isTrue();
    }

    @Test
    void takesTheSlotsOfTheOllamaBesideItUnlessTold() throws Exception {
        Map<String, String> environment = Map.of("OLLAMA_NUM_PARALLEL", "4");

        assertThat(line(environment).options(new SecureRandom()).engine().slots())
                .isEqualTo(4);
        assertThat(line(environment, "--slots", "2")
                        .options(new SecureRandom())
                        .engine()
                        .slots())
                .isEqualTo(2);
        assertThat(options().engine().slots()).isEqualTo(1);
    }

    @Test
    void theExampleFileIsOneThatItTakes() throws Exception {
        CommandLine line = CommandLine.parse(
                List.of("--config", "axon.properties", "--hotkey-file", folder.resolve("miner.key") + ""), Map.of());

        AxonOptions options = line.options(new SecureRandom());

        assertThat(options.engine().upstream()).hasToString("http://127.0.0.1:11434");
        assertThat(options.engine().slots()).isEqualTo(4);
        assertThat(options.admission().allowed()).containsEntry(new Hotkey(VALIDATOR), 20);
        assertThat(options.admission().requestsPerMinute()).isEqualTo(600);
    }

    @ParameterizedTest
    @CsvSource({
        "--slots, 0, slots must be 1 to 1024",
        "--tls, perhaps, tls must be on or off",
        "--slots, many, slots must be a whole number",
        "--queue, -1, queue must be 0 to 10000",
        "--max-body, 1, max-body must be",
        "--netuid, 70000, netuid must be",
        "--allow, 0x12, hotkey must have 40",
        "--listen, 8091, listen must be host:port",
        "--listen, 127.0.0.1:70000, 0 to 65535",
        "--upstream, ftp://x, upstream must be http",
        "--upstream, http://x/api, no path",
        "--allow, 0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266=0, must be 1 to 10000",
        "--requests-per-minute, -1, requests-per-minute must be 0 to 1000000",
        "--sluts, 1, unknown argument --sluts"
    })
    void saysWhatIsWrong(String name, String value, String message) {
        assertThatThrownBy(() -> options(name, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> CommandLine.parse(List.of(), Map.of()).options(new SecureRandom()))
                .hasMessage("--upstream is missing");
        assertThatThrownBy(() -> CommandLine.parse(List.of("--slots"), Map.of()))
                .hasMessage("--slots needs a value");
    }

    @Test
    void namesAnUnknownSettingOfTheFile() throws IOException {
        Path file = folder.resolve("axon.properties");
        Files.writeString(file, "slot=4\n");

        assertThatThrownBy(() -> options("--config", file.toString())).hasMessageContaining("unknown setting slot in");
    }

    @Test
    void joinsTheChainThatItIsTold() throws Exception {
        String coldkey = folder.resolve("cold.key").toString();
        AxonOptions options = options();

        Membership.Plan plan = line("--chain", "http://127.0.0.1:8080", "--coldkey-file", coldkey)
                .membership(options, 8095, new SecureRandom())
                .orElseThrow();

        assertThat(plan.endpoint().address()).isEqualTo("127.0.0.1");
        assertThat(plan.endpoint().port()).isEqualTo(8095);
        assertThat(plan.endpoint().certificateDigest())
                .isEqualTo(options.listen().tls().orElseThrow().digest());
        assertThat(Path.of(coldkey)).exists();
        assertThat(line().membership(options, 8095, new SecureRandom())).isEmpty();
    }

    @Test
    void announcesWhatItIsTold() throws Exception {
        assertThat(line(
                                "--chain",
                                "http://127.0.0.1:8080",
                                "--coldkey-file",
                                folder.resolve("cold.key").toString(),
                                "--announce",
                                "192.0.2.7:443")
                        .membership(options(), 8095, new SecureRandom())
                        .orElseThrow()
                        .endpoint()
                        .address())
                .isEqualTo("192.0.2.7");
    }

    @Test
    void announcesNoAddressThatNobodyCanCall() throws Exception {
        CommandLine line =
                line("--chain", "http://127.0.0.1:8080", "--coldkey-file", "cold.key", "--listen", "0.0.0.0:0");

        assertThatThrownBy(() -> line.membership(line.options(new SecureRandom()), 8095, new SecureRandom()))
                .hasMessageContaining("--announce is missing");
        assertThatThrownBy(
                        () -> line("--chain", "http://127.0.0.1:8080").membership(options(), 8095, new SecureRandom()))
                .hasMessage("--coldkey-file is missing");
    }

    private AxonOptions options(String... more) throws IOException {
        return line(more).options(new SecureRandom());
    }

    private CommandLine line(String... more) throws IOException {
        return line(Map.of(), more);
    }

    private CommandLine line(Map<String, String> environment, String... more) throws IOException {
        List<String> arguments = Stream.concat(
                        Stream.of(
                                "--upstream",
                                "http://127.0.0.1:11434",
                                "--hotkey-file",
                                folder.resolve("miner.key").toString()),
                        Stream.of(more))
                .toList();
        return CommandLine.parse(arguments, environment);
    }
}

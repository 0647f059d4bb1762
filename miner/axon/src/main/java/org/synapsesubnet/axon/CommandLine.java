package org.synapsesubnet.axon;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.synapsesubnet.api.identity.Hotkey;
import org.synapsesubnet.api.identity.HotkeyFile;
import org.synapsesubnet.api.identity.SubnetId;
import org.synapsesubnet.api.tls.TlsIdentity;
import org.synapsesubnet.api.tls.TlsIdentityFile;
import org.synapsesubnet.axon.membership.KnownValidators;
import org.synapsesubnet.axon.membership.Membership;
import org.synapsesubnet.axon.settings.AdmissionSettings;
import org.synapsesubnet.axon.settings.ReceiptSettings;
import org.synapsesubnet.chain.api.AxonEndpoint;
import org.synapsesubnet.chain.api.ChainIdentity;
import org.synapsesubnet.chain.api.KeyId;

/** Makes of {@link Arguments} what an axon needs, loading or creating the keys that they name. */
final class CommandLine {

    /** What an Ollama beside the axon was told, if it was started from the same environment. */
    private static final String PARALLEL = "OLLAMA_NUM_PARALLEL";

    private final Arguments arguments;
    private final Map<String, String> environment;

    private CommandLine(Arguments arguments, Map<String, String> environment) {
        this.arguments = arguments;
        this.environment = environment;
    }

    /** @throws IllegalArgumentException naming the argument that is wrong */
    static CommandLine parse(List<String> words, Map<String, String> environment) throws IOException {
        return new CommandLine(Arguments.parse(words), environment);
    }

    boolean exitsWithStdin() {
        return arguments.isOn("exit-with-stdin");
    }

    /** Whether the neuron is to end. */
    boolean leaves() {
        return arguments.isOn("leave");
    }

    /** The options; loads the hotkey, or creates it. */
    AxonOptions options(SecureRandom random) throws IOException {
        URI upstream = URI.create(arguments.required("upstream"));
        Path hotkeyFile = hotkeyFile();
        var hotkey = new HotkeyFile(hotkeyFile).loadOrCreate(random);
        var subnet = new SubnetId(arguments.text("chain-id", "embedded"), arguments.number("netuid", 1));
        AxonOptions defaults = AxonOptions.of(upstream, hotkey, Set.of(), subnet);
        AdmissionSettings admission = defaults.admission();
        return defaults.listeningOn(arguments.address("listen", "127.0.0.1:8091"))
                .withTls(tls(hotkeyFile, hotkey.hotkey(), random))
                .withSlots(slots(), arguments.number("queue", defaults.queue().places()))
                .with(admission
                        .allowing(allowed())
                        .withRequestsPerMinute(arguments.number("requests-per-minute", admission.requestsPerMinute()))
                        .withMaxBodyBytes(arguments.number("max-body", admission.maxBodyBytes())))
                .with(new ReceiptSettings(
                        arguments.number(
                                "receipts-remembered", defaults.receipts().remembered()),
                        arguments.optional("receipts-file").map(Path::of)));
    }

    /**
     * How the axon joins a subnet, if it does; loads the coldkey, or creates it.
     *
     * @param port that it listens on
     */
    Optional<Membership.Plan> membership(AxonOptions options, int port, SecureRandom random) throws IOException {
        Optional<URI> chain = arguments.optional("chain").map(URI::create);
        if (chain.isEmpty()) {
            return Optional.empty();
        }
        var subnet = options.miner().subnet();
        AxonEndpoint endpoint = endpoint(options, port);
        return Optional.of(new Membership.Plan(
                chain.get(),
                new ChainIdentity(subnet.chainId(), subnet.netuid()),
                options.miner().hotkey(),
                new HotkeyFile(Path.of(arguments.required("coldkey-file"))).loadOrCreate(random),
                endpoint,
                new KnownValidators(besides(hotkeyFile(), ".validators")),
                arguments.isOn("register-again")));
    }

    private AxonEndpoint endpoint(AxonOptions options, int port) {
        InetSocketAddress serves = arguments.optional("announce").isPresent()
                ? arguments.address("announce", "")
                : new InetSocketAddress(options.listen().address().getAddress(), port);
        String host = serves.getAddress().getHostAddress();
        if (serves.getAddress().isAnyLocalAddress()) {
            throw new IllegalArgumentException("--announce is missing: nobody can connect to " + host);
        }
        return new AxonEndpoint(
                host,
                serves.getPort(),
                options.listen().tls().map(TlsIdentity::digest).orElse(""),
                KeyId.ofAddress(options.miner().hotkey().hotkey().address()));
    }

    private Optional<TlsIdentity> tls(Path hotkeyFile, Hotkey hotkey, SecureRandom random) throws IOException {
        if (!arguments.onOrOff("tls", "on")) {
            return Optional.empty();
        }
        Path file = Path.of(
                arguments.text("tls-cert-file", besides(hotkeyFile, ".pem").toString()));
        return Optional.of(new TlsIdentityFile(file).loadOrCreate(hotkey, Clock.systemUTC(), random));
    }

    private Path hotkeyFile() {
        return Path.of(arguments.required("hotkey-file"));
    }

    /** A file of the same name with another ending. */
    private static Path besides(Path file, String ending) {
        return file.resolveSibling(file.getFileName().toString().replaceFirst("[.][^.]*$", "") + ending);
    }

    private int slots() {
        return arguments.number("slots", Arguments.wholeNumber(PARALLEL, environment.getOrDefault(PARALLEL, "1")));
    }

    private Map<Hotkey, Integer> allowed() {
        Map<Hotkey, Integer> parts = new HashMap<>();
        for (String validator : arguments.text("allow", "").split(",")) {
            String[] words = validator.strip().split("=", 2);
            if (!words[0].isEmpty()) {
                parts.put(
                        Hotkey.parse(words[0].strip()),
                        words.length == 1
                                ? AdmissionSettings.USUAL_PARTS
                                : Arguments.wholeNumber("allow " + words[0], words[1].strip()));
            }
        }
        return parts;
    }
}

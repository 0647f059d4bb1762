package org.synapsesubnet.axon;

import java.io.IOException;
import java.io.Reader;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.identity.Hotkey;
import org.synapsesubnet.api.identity.HotkeyFile;
import org.synapsesubnet.api.identity.SubnetId;
import org.synapsesubnet.api.tls.TlsIdentity;
import org.synapsesubnet.api.tls.TlsIdentityFile;
import org.synapsesubnet.axon.membership.KnownValidators;
import org.synapsesubnet.axon.membership.Membership;
import org.synapsesubnet.chain.api.AxonEndpoint;
import org.synapsesubnet.chain.api.ChainIdentity;
import org.synapsesubnet.chain.api.KeyId;

/**
 * An axon's settings as its owner writes them: {@code --name value}, or {@code name=value} in the file that
 * {@code --config} names; what is on the command line counts over what is in the file.
 */
final class CommandLine {

    static final String USAGE = """
            Usage: axon --upstream http://host:port --hotkey-file FILE --allow 0x…[,0x…] [options]
              --upstream URL             the engine to stand before, such as http://127.0.0.1:11434
              --hotkey-file FILE         the miner's key; created, for its owner only, when missing
              --allow 0x…[,0x…]          hotkeys of the validators to serve; none: nobody is served
              --listen HOST:PORT         default 127.0.0.1:8091; port 0 takes a free one
              --tls on|off               default on; off: plain HTTP
              --tls-cert-file FILE       key and certificate (PEM); created when missing; default: beside the
                                         hotkey file, with the ending .pem
              --chain-id ID              default embedded
              --netuid N                 default 1
              --slots N                  requests that the engine works on at once, default 1
              --queue N                  requests that may wait for a slot, default 64
              --max-body BYTES           default 8388608
              --receipts-remembered N    default 10000
              --receipts-file FILE       keeps all receipts, also over a restart
              --chain URL                joins the subnet of the chain behind this application, and serves its validators
              --coldkey-file FILE        pays for the registration and owns the neuron; created when missing
              --announce HOST:PORT       where validators reach the axon, an IP address; default what it listens on
              --register-again           registers anew when the neuron was lost meanwhile
              --leave                    ends the neuron on the chain, and this program
              --config FILE              a properties file with these settings
              --exit-with-stdin          ends when the standard input is closed""";

    private static final String EXIT_WITH_STDIN = "exit-with-stdin";
    private static final String REGISTER_AGAIN = "register-again";
    private static final String LEAVE = "leave";
    private static final Set<String> SWITCHES = Set.of(EXIT_WITH_STDIN, REGISTER_AGAIN, LEAVE);
    private static final Set<String> SETTINGS = Set.of(
            "upstream",
            "hotkey-file",
            "allow",
            "listen",
            "tls",
            "tls-cert-file",
            "chain-id",
            "netuid",
            "slots",
            "queue",
            "max-body",
            "receipts-remembered",
            "receipts-file",
            "chain",
            "coldkey-file",
            "announce",
            REGISTER_AGAIN,
            LEAVE,
            EXIT_WITH_STDIN);

    private final Map<String, String> settings = new HashMap<>();

    /**
     * Reads arguments, and the file that they name.
     *
     * @throws IllegalArgumentException naming the argument that is wrong
     */
    static CommandLine parse(List<String> arguments) throws IOException {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            String name = argument.startsWith("--") ? argument.substring(2) : "";
            if (SWITCHES.contains(name)) {
                given.put(name, "true");
            } else if (!SETTINGS.contains(name) && !name.equals("config")) {
                throw new IllegalArgumentException("unknown argument " + argument);
            } else if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException(argument + " needs a value");
            } else {
                given.put(name, arguments.get(++i));
            }
        }
        var line = new CommandLine();
        String file = given.remove("config");
        if (file != null) {
            line.readFile(Path.of(file));
        }
        line.settings.putAll(given);
        return line;
    }

    private void readFile(Path file) throws IOException {
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        for (String name : properties.stringPropertyNames()) {
            if (!SETTINGS.contains(name)) {
                throw new IllegalArgumentException("unknown setting %s in %s".formatted(name, file));
            }
            settings.put(name, properties.getProperty(name).strip());
        }
    }

    boolean exitsWithStdin() {
        return Boolean.parseBoolean(settings.get(EXIT_WITH_STDIN));
    }

    /** The options; loads the hotkey, or creates it. */
    AxonOptions options(SecureRandom random) throws IOException {
        URI upstream = URI.create(required("upstream"));
        Path hotkeyFile = Path.of(required("hotkey-file"));
        var hotkey = new HotkeyFile(hotkeyFile).loadOrCreate(random);
        var subnet = new SubnetId(text("chain-id", "embedded"), number("netuid", 1));
        AxonOptions defaults = AxonOptions.of(upstream, hotkey, validators(), subnet);
        return defaults.listeningOn(address("listen", text("listen", "127.0.0.1:8091")))
                .withTls(tls(hotkeyFile, hotkey.hotkey(), random))
                .withSlots(number("slots", defaults.slots()), number("queue", defaults.queue()))
                .withMaxBodyBytes(number("max-body", defaults.maxBodyBytes()))
                .withReceipts(
                        number("receipts-remembered", defaults.receiptsRemembered()),
                        Optional.ofNullable(settings.get("receipts-file")).map(Path::of));
    }

    /** Whether the neuron is to end. */
    boolean leaves() {
        return Boolean.parseBoolean(settings.get(LEAVE));
    }

    /**
     * How the axon joins a subnet, if it does; loads the coldkey, or creates it.
     *
     * @param port that it listens on
     */
    Optional<Membership.Plan> membership(AxonOptions options, int port, SecureRandom random) throws IOException {
        String chain = settings.get("chain");
        if (chain == null) {
            return Optional.empty();
        }
        String announce = settings.get("announce");
        InetSocketAddress serves = announce == null
                ? new InetSocketAddress(options.listen().getAddress(), port)
                : address("announce", announce);
        if (serves.getAddress().isAnyLocalAddress()) {
            throw new IllegalArgumentException("--announce is missing: nobody can connect to "
                    + serves.getAddress().getHostAddress());
        }
        return Optional.of(new Membership.Plan(
                URI.create(chain),
                new ChainIdentity(options.subnet().chainId(), options.subnet().netuid()),
                options.hotkey(),
                new HotkeyFile(Path.of(required("coldkey-file"))).loadOrCreate(random),
                new AxonEndpoint(
                        serves.getAddress().getHostAddress(),
                        serves.getPort(),
                        options.tls().map(TlsIdentity::digest).orElse(""),
                        KeyId.ofAddress(options.hotkey().hotkey().address())),
                new KnownValidators(besides(Path.of(required("hotkey-file")), ".validators")),
                Boolean.parseBoolean(settings.get(REGISTER_AGAIN))));
    }

    private Optional<TlsIdentity> tls(Path hotkeyFile, Hotkey hotkey, SecureRandom random) throws IOException {
        if (!onOrOff("tls", "on")) {
            return Optional.empty();
        }
        Path file = Path.of(text("tls-cert-file", besides(hotkeyFile, ".pem").toString()));
        return Optional.of(new TlsIdentityFile(file).loadOrCreate(hotkey, Clock.systemUTC(), random));
    }

    /** A file of the same name with another ending. */
    private static Path besides(Path file, String ending) {
        return file.resolveSibling(file.getFileName().toString().replaceFirst("[.][^.]*$", "") + ending);
    }

    private boolean onOrOff(String name, String otherwise) {
        return switch (text(name, otherwise)) {
            case "on" -> true;
            case "off" -> false;
            default -> throw new IllegalArgumentException(name + " must be on or off, not " + settings.get(name));
        };
    }

    private Set<Hotkey> validators() {
        return Arrays.stream(text("allow", "").split(","))
                .filter(text -> !text.isBlank())
                .map(Hotkey::parse)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static InetSocketAddress address(String name, String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException(name + " must be host:port, not " + text);
        }
        String host = text.substring(0, colon);
        int port = wholeNumber(name, text.substring(colon + 1));
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(name + " must have a port of 0 to 65535, not " + port);
        }
        var address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new IllegalArgumentException(name + " names a host that is not known: " + host);
        }
        return address;
    }

    private String required(String name) {
        @Nullable String value = settings.get(name);
        if (value == null) {
            throw new IllegalArgumentException("--" + name + " is missing");
        }
        return value;
    }

    private String text(String name, String otherwise) {
        return settings.getOrDefault(name, otherwise);
    }

    private int number(String name, int otherwise) {
        @Nullable String value = settings.get(name);
        return value == null ? otherwise : wholeNumber(name, value);
    }

    private static int wholeNumber(String name, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("%s must be a whole number, not %s".formatted(name, value), e);
        }
    }
}

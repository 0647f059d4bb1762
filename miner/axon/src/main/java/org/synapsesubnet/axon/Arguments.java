package org.synapsesubnet.axon;

import java.io.IOException;
import java.io.Reader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Settings as their owner writes them: {@code --name value}, or {@code name=value} in the file that {@code --config}
 * names; what is on the command line counts over what is in the file. Which there are, the usage says.
 */
final class Arguments {

    static final String USAGE = """
            Usage: axon --upstream http://host:port --hotkey-file FILE [--allow 0x… | --chain URL] [options]
              --upstream URL             the engine to stand before, such as http://127.0.0.1:11434
              --hotkey-file FILE         the miner's key; created, for its owner only, when missing
              --allow 0x…[=N],…          hotkeys of validators to serve, each with its parts of the axon, default 10;
                                         those that the chain names have 100 together, by their stakes
              --listen HOST:PORT         default 127.0.0.1:8091; port 0 takes a free one
              --tls on|off               default on; off: plain HTTP
              --tls-cert-file FILE       key and certificate (PEM); created when missing; default: beside the
                                         hotkey file, with the ending .pem
              --chain-id ID              default embedded
              --netuid N                 default 1
              --slots N                  requests that the engine works on at once; default OLLAMA_NUM_PARALLEL of the
                                         environment, or 1
              --queue N                  requests that may wait for a slot, default 64
              --requests-per-minute N    of all validators together, default 0: no limit
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

    /** A line of the usage that begins a setting; a switch has no value behind it. */
    private static final Pattern SETTING = Pattern.compile("(?m)^  --([a-z-]+)( \\S+)?");

    private static final String CONFIG = "config";
    private static final Set<String> VALUES = names(true);
    private static final Set<String> SWITCHES = names(false);

    private final Map<String, String> settings = new HashMap<>();

    private static Set<String> names(boolean withValue) {
        return SETTING.matcher(USAGE)
                .results()
                .filter(setting -> (setting.group(2) != null) == withValue)
                .map((MatchResult setting) -> setting.group(1))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Reads arguments, and the file that they name.
     *
     * @throws IllegalArgumentException naming the argument that is wrong
     */
    static Arguments parse(List<String> words) throws IOException {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            String name = word.startsWith("--") ? word.substring(2) : "";
            if (SWITCHES.contains(name)) {
                given.put(name, "true");
            } else if (!VALUES.contains(name)) {
                throw new IllegalArgumentException("unknown argument " + word);
            } else if (i + 1 == words.size()) {
                throw new IllegalArgumentException(word + " needs a value");
            } else {
                given.put(name, words.get(++i));
            }
        }
        var arguments = new Arguments();
        String file = given.remove(CONFIG);
        if (file != null) {
            arguments.readFile(Path.of(file));
        }
        arguments.settings.putAll(given);
        return arguments;
    }

    private void readFile(Path file) throws IOException {
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        for (String name : properties.stringPropertyNames()) {
            if (name.equals(CONFIG) || !(VALUES.contains(name) || SWITCHES.contains(name))) {
                throw new IllegalArgumentException("unknown setting %s in %s".formatted(name, file));
            }
            settings.put(name, properties.getProperty(name).strip());
        }
    }

    Optional<String> optional(String name) {
        return Optional.ofNullable(settings.get(name));
    }

    String text(String name, String otherwise) {
        return settings.getOrDefault(name, otherwise);
    }

    String required(String name) {
        return optional(name).orElseThrow(() -> new IllegalArgumentException("--" + name + " is missing"));
    }

    boolean isOn(String name) {
        return Boolean.parseBoolean(settings.get(name));
    }

    boolean onOrOff(String name, String otherwise) {
        return switch (text(name, otherwise)) {
            case "on" -> true;
            case "off" -> false;
            default -> throw new IllegalArgumentException(name + " must be on or off, not " + settings.get(name));
        };
    }

    int number(String name, int otherwise) {
        @Nullable String value = settings.get(name);
        return value == null ? otherwise : wholeNumber(name, value);
    }

    static int wholeNumber(String name, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("%s must be a whole number, not %s".formatted(name, value), e);
        }
    }

    InetSocketAddress address(String name, String otherwise) {
        String text = text(name, otherwise);
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
}

package org.synapsesubnet.kit;

import java.net.URI;
import java.time.Duration;

/** Tests the module whose address is given and prints the report; ends with 0 when it keeps every rule, else with 1. */
public final class KitMain {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String USAGE = "usage: java -jar module-kit.jar URL [SECONDS-AN-ANSWER-MAY-TAKE, 1 to 3600]";

    private KitMain() {}

    public static void main(String... args) {
        System.exit(run(args));
    }

    /** @return 0 when every rule is kept, 1 when one is broken, 2 when the command line is wrong */
    static int run(String... args) {
        URI module;
        Duration patience;
        try {
            module = address(args);
            patience = args.length < 2 ? PATIENCE : seconds(args[1]);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + System.lineSeparator() + USAGE);
            return 2;
        }
        Report report = ModuleKit.test(module, patience);
        System.out.print(report.text());
        return report.passed() ? 0 : 1;
    }

    private static URI address(String... args) {
        if (args.length < 1 || args.length > 2) {
            throw new IllegalArgumentException("one address is needed, but " + args.length + " arguments came");
        }
        URI address = URI.create(args[0]);
        if (address.getHost() == null || !("http".equals(address.getScheme()) || "https".equals(address.getScheme()))) {
            throw new IllegalArgumentException(args[0] + ": an http or https address is needed");
        }
        return address;
    }

    private static Duration seconds(String text) {
        int seconds;
        try {
            seconds = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(text + ": a whole number is needed", e);
        }
        if (seconds < 1 || seconds > 3600) {
            throw new IllegalArgumentException(text + ": 1 to 3600 seconds are allowed");
        }
        return Duration.ofSeconds(seconds);
    }
}

package org.synapsesubnet.micro;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.Arrays;

/**
 * Runs another program's main class in this JVM and ends the JVM when standard input closes, which it does when the
 * launcher is gone, however it went. The first argument is the main class, the rest are its arguments.
 */
public final class Guarded {

    /** A shutdown that hangs is cut off after this. */
    private static final Duration TO_SHUT_DOWN = Duration.ofSeconds(10);

    private Guarded() {}

    public static void main(String[] args) throws ReflectiveOperationException {
        endWith(System.in);
        try {
            Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object)
                    Arrays.copyOfRange(args, 1, args.length));
        } catch (InvocationTargetException e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    /** Ends the JVM in order once the stream does. */
    static void endWith(InputStream lifeline) {
        Thread.ofPlatform().name("lifeline").daemon().start(() -> {
            try {
                while (lifeline.read() >= 0) {
                    // Whatever comes, only the end counts.
                }
            } catch (IOException e) {
                // A broken pipe is an end too.
            }
            Thread.ofPlatform().name("cut-off").daemon().start(Guarded::cutOff);
            System.exit(0);
        });
    }

    private static void cutOff() {
        try {
            Thread.sleep(TO_SHUT_DOWN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }
}

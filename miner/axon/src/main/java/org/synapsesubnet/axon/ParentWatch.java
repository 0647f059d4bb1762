package org.synapsesubnet.axon;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;

/**
 * Ends a process with the one that started it. The parent holds the other end of the child's standard input and need not
 * do anything: when it dies, however it dies, the system closes that end. Works for any process, not only for axons.
 */
public final class ParentWatch {

    private static final System.Logger LOG = System.getLogger(ParentWatch.class.getName());

    private ParentWatch() {}

    /** Runs {@code whenParentIsGone} once, when the input ends; what comes through it until then is dropped. */
    public static void start(InputStream input, Runnable whenParentIsGone) {
        Thread.ofPlatform().daemon().name("parent-watch").start(() -> {
            try {
                input.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "standard input broke", e);
            }
            whenParentIsGone.run();
        });
    }
}

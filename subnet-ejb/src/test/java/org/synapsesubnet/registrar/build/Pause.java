package org.synapsesubnet.registrar.build;

import java.util.concurrent.CountDownLatch;

/** A build's command that says so and never ends. */
final class Pause {

    private Pause() {}

    public static void main(String... arguments) throws InterruptedException {
        System.out.println("pausing");
        System.out.flush();
        new CountDownLatch(1).await();
    }
}

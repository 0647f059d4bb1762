package org.synapsesubnet.micro;

import java.util.concurrent.CountDownLatch;

/** A program that would run for ever, were its standard input not guarded. */
final class WaitingChild {

    private WaitingChild() {}

    public static void main(String[] args) throws InterruptedException {
        Guarded.endWith(System.in);
        new CountDownLatch(1).await();
    }
}

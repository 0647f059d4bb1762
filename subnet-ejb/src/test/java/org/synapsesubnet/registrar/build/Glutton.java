package org.synapsesubnet.registrar.build;

import java.util.ArrayList;
import java.util.List;

/** A build's command that wants more and more memory, and doesn't know how much there is. */
final class Glutton {

    private Glutton() {}

    public static void main(String... arguments) {
        List<byte[]> eaten = new ArrayList<>();
        while (eaten.size() < 1024) {
            byte[] bite = new byte[1 << 20];
            for (int i = 0; i < bite.length; i += 4096) {
                bite[i] = 1;
            }
            eaten.add(bite);
        }
        System.out.println("ate all");
    }
}

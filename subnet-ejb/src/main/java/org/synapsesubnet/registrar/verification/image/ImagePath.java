package org.synapsesubnet.registrar.verification.image;

import java.util.ArrayList;
import java.util.Optional;

/** Paths as archives write them. */
final class ImagePath {
    private static final int SHOWN = 200;

    private ImagePath() {}

    /** Without {@code .}, {@code ..} and slashes at its ends; empty for one that leads out of the image. */
    static Optional<String> normal(String path) {
        var parts = new ArrayList<String>();
        for (String part : path.split("/", -1)) {
            if (part.equals("..")) {
                if (parts.isEmpty()) {
                    return Optional.empty();
                }
                parts.removeLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return Optional.of(String.join("/", parts));
    }

    /** For people: short, and without characters that steer terminals. */
    static String shown(String path) {
        String plain = path.replaceAll("\\p{Cntrl}", "?");
        return plain.length() > SHOWN ? plain.substring(0, SHOWN) + "…" : plain;
    }
}

package org.synapsesubnet.registrar.build;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The places of a context that are taken so far, and the rules of what may come where. */
final class ContextTree {

    private static final int MAX_PATH = 1024;

    private enum Kind {
        FILE,
        FOLDER,
        LINK
    }

    private final Map<String, Kind> places = new HashMap<>();

    /** The path of an entry, without {@code ./} and slashes at its end; empty for the context's own folder. */
    static String path(String name) {
        if (name.length() > MAX_PATH) {
            throw BuildProblems.context("has a name of more than " + MAX_PATH + " characters");
        }
        if (name.codePoints().anyMatch(c -> Character.isISOControl(c) || c == 0xFFFD)) {
            throw BuildProblems.context("has a name with control characters, or that isn't UTF-8");
        }
        if (name.startsWith("/")) {
            throw BuildProblems.context("has the absolute name '" + name + "'");
        }
        List<String> steps = steps(name);
        if (steps.contains("..")) {
            throw BuildProblems.context("has the name '" + name + "', which leads upwards");
        }
        return String.join("/", steps);
    }

    void file(String path) {
        take(path, Kind.FILE);
    }

    void folder(String path) {
        if (places.get(path) != Kind.FOLDER) {
            take(path, Kind.FOLDER);
        }
    }

    /** A symbolic link; it may climb at its beginning only, so that where it leads follows from its text. */
    void link(String path, String target) {
        Deque<String> at = new ArrayDeque<>(steps(path));
        boolean outside = target.startsWith("/") || target.isEmpty();
        boolean climbing = true;
        at.pollLast();
        for (String step : steps(target)) {
            if (step.equals("..")) {
                outside |= !climbing || at.pollLast() == null;
            } else {
                climbing = false;
            }
        }
        if (outside) {
            throw BuildProblems.context("has the link '" + path + "' to '" + target + "', which leads out of it");
        }
        take(path, Kind.LINK);
    }

    /** A second name of a file that came before. */
    void secondName(String path, String file) {
        if (places.get(file) != Kind.FILE) {
            throw BuildProblems.context("has the hard link '" + path + "' to something that is no file of it");
        }
        take(path, Kind.FILE);
    }

    private void take(String path, Kind kind) {
        for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
            String above = path.substring(0, slash);
            Kind there = places.putIfAbsent(above, Kind.FOLDER);
            if (there != null && there != Kind.FOLDER) {
                throw BuildProblems.context("has '" + path + "' under '" + above + "', which is no folder");
            }
        }
        if (path.isEmpty() || places.putIfAbsent(path, kind) != null) {
            throw BuildProblems.context("has '" + path + "' twice");
        }
    }

    private static List<String> steps(String path) {
        return List.of(path.split("/")).stream()
                .filter(step -> !step.isEmpty() && !step.equals("."))
                .toList();
    }
}

package org.synapsesubnet.container.image;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A Java program as it shall lie and start in an image.
 *
 * @param mainClass its name
 * @param classPath JAR files and folders of classes on this machine
 * @param modules of the Java runtime that it needs
 * @param options of the virtual machine
 * @param arguments of the program; a container's command replaces them
 * @param files others it needs, by their absolute paths in the image
 */
public record JavaProgram(
        String mainClass,
        List<Path> classPath,
        Set<String> modules,
        List<String> options,
        List<String> arguments,
        Map<String, Path> files) {

    public JavaProgram {
        if (classPath.isEmpty()) {
            throw new IllegalArgumentException("classPath: must not be empty");
        }
        for (String path : files.keySet()) {
            if (!path.startsWith("/")) {
                throw new IllegalArgumentException("files: '" + path + "' must be an absolute path in the image");
            }
        }
        classPath = List.copyOf(classPath);
        modules = Set.copyOf(modules);
        options = List.copyOf(options);
        arguments = List.copyOf(arguments);
        files = Map.copyOf(files);
    }
}

package org.synapsesubnet.container.image;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Where everything lies in the image of a Java program, and how it starts. */
final class ProgramLayout {

    private static final String ROOT = "root";
    private static final String JAVA = "/opt/java";
    private static final String PROGRAM = "/opt/program";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JavaProgram program;
    private final Path runtime;

    ProgramLayout(JavaProgram program, Path runtime) {
        this.program = program;
        this.runtime = runtime;
    }

    void write(ContextArchive context) throws IOException {
        context.text("Dockerfile", dockerfile());
        context.tree(ROOT + JAVA, runtime);
        for (Path library : SystemLibraries.neededBy(nativeFiles(), runtime)) {
            context.tree(ROOT + library, library);
        }
        for (int i = 0; i < program.classPath().size(); i++) {
            context.tree(ROOT + placed(i), program.classPath().get(i));
        }
        for (Map.Entry<String, Path> file : new TreeMap<>(program.files()).entrySet()) {
            context.tree(ROOT + file.getKey(), file.getValue());
        }
    }

    private String dockerfile() throws JsonProcessingException {
        var start = new ArrayList<String>();
        start.add(JAVA + "/bin/java");
        start.addAll(program.options());
        start.add("-cp");
        start.add(String.join(":", placedClassPath()));
        start.add(program.mainClass());
        return """
                FROM scratch
                COPY root/ /
                ENTRYPOINT %s
                CMD %s
                """.formatted(JSON.writeValueAsString(start), JSON.writeValueAsString(program.arguments()));
    }

    private List<String> placedClassPath() {
        var places = new ArrayList<String>();
        for (int i = 0; i < program.classPath().size(); i++) {
            places.add(placed(i));
        }
        return places;
    }

    /** Numbered, since two parts may have one name. */
    private String placed(int part) {
        Path path = program.classPath().get(part);
        return PROGRAM + "/" + part + "-" + path.getFileName();
    }

    private List<Path> nativeFiles() throws IOException {
        try (Stream<Path> walk = Files.walk(runtime)) {
            return walk.filter(
                            file -> file.endsWith("bin/java") || file.toString().endsWith(".so"))
                    .sorted()
                    .toList();
        }
    }
}

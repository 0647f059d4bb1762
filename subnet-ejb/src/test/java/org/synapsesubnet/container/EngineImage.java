package org.synapsesubnet.container;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.synapsesubnet.api.inference.InferenceModule;
import org.synapsesubnet.container.image.JavaProgram;
import org.synapsesubnet.container.image.ProgramImage;
import org.synapsesubnet.engine.EngineMain;
import org.synapsesubnet.engine.tiny.TinyModel;

/** The reference engine with its tiny model as an image that behaves like Ollama's: it serves on port 11434. */
public final class EngineImage {

    /** The model it serves. */
    public static final String MODEL = "tiny";

    /** Where Java is in it. */
    public static final String JAVA = "/opt/java/bin/java";

    private static final String TOOLS = "/opt/tools";

    private EngineImage() {}

    /** The command that prints a file of the container. */
    public static List<String> cat(String file) {
        return tool(Cat.class, file);
    }

    /** The command that connects from the container to an address, or fails. */
    public static List<String> reach(String host, int port) {
        return tool(Reach.class, host, Integer.toString(port));
    }

    /** The command that writes 16 MiB to a file of the container and computes for three seconds. */
    public static List<String> burn(String file) {
        return tool(Burn.class, file);
    }

    private static List<String> tool(Class<?> tool, String... arguments) {
        return Stream.concat(
                        Stream.of(JAVA, "-XX:TieredStopAtLevel=1", "-cp", TOOLS, tool.getName()), Stream.of(arguments))
                .toList();
    }

    private static String file(Class<?> tool) {
        return tool.getName().replace('.', '/') + ".class";
    }

    /**
     * The image on this engine; built at the first call.
     *
     * @param more arguments of the engine, beyond the usual ones
     */
    public static ImageReference on(ContainerEngine engine, String... more) {
        var arguments = new ArrayList<>(List.of(
                "--host",
                "0.0.0.0",
                "--parallel",
                "2",
                "--max-body-bytes",
                Integer.toString(1 << 30),
                "--model",
                MODEL + "=/opt/models/tiny-f16.gguf"));
        arguments.addAll(List.of(more));
        return on(engine, arguments);
    }

    /** Like Ollama's: no model, and all it is told it is told by variables. */
    public static ImageReference withoutModel(ContainerEngine engine) {
        return on(engine, List.of());
    }

    private static ImageReference on(ContainerEngine engine, List<String> arguments) {
        try {
            Path folder = Files.createDirectories(Path.of("target", "engine-image"));
            return new ProgramImage(engine.images()).of(program(folder, arguments));
        } catch (IOException | EngineException e) {
            throw new IllegalStateException("The engine's image can't be made: " + e.getMessage(), e);
        }
    }

    private static JavaProgram program(Path folder, List<String> arguments) throws IOException {
        TinyModel.write(folder.resolve("tiny-f16.gguf"), folder.resolve("tiny-q4_0.gguf"), TinyModel.DEFAULT_SEED);
        return new JavaProgram(
                EngineMain.class.getName(),
                Stream.of(
                                EngineMain.class,
                                InferenceModule.class,
                                ObjectMapper.class,
                                JsonFactory.class,
                                JsonProperty.class)
                        .map(EngineImage::origin)
                        .toList(),
                Set.of("java.base", "java.logging", "java.net.http", "jdk.httpserver"),
                List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmn6m", "-Xmx1g", "-Xss512k"),
                arguments,
                Map.of(
                        "/opt/models/tiny-f16.gguf",
                        folder.resolve("tiny-f16.gguf"),
                        TOOLS + "/" + file(Cat.class),
                        origin(Cat.class).resolve(file(Cat.class)),
                        TOOLS + "/" + file(Burn.class),
                        origin(Burn.class).resolve(file(Burn.class)),
                        TOOLS + "/" + file(Reach.class),
                        origin(Reach.class).resolve(file(Reach.class))));
    }

    private static Path origin(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}

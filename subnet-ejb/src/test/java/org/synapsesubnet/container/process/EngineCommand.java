package org.synapsesubnet.container.process;

import java.io.IOException;
import java.nio.file.Path;
import org.synapsesubnet.container.EngineImage;
import org.synapsesubnet.container.ImageReference;
import org.synapsesubnet.engine.EngineMain;
import org.synapsesubnet.engine.tiny.TinyModel;

/** The reference engine with its tiny model as a command that behaves like Ollama's. */
public final class EngineCommand {

    private EngineCommand() {}

    /** @param folder for the model's files */
    public static String in(Path folder) throws IOException {
        Path model = folder.toAbsolutePath().resolve("tiny-f16.gguf");
        TinyModel.write(model, folder.resolve("tiny-q4_0.gguf"), TinyModel.DEFAULT_SEED);
        return String.join(
                " ",
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx64m -cp",
                System.getProperty("java.class.path"),
                EngineMain.class.getName(),
                "--host {host} --port {port} --parallel 2 --model",
                EngineImage.MODEL + "=" + model);
    }

    public static AllowedCommands allowing(String command) {
        return AllowedCommands.parse("/bin/false; " + command);
    }

    public static ImageReference image(String command) {
        return AllowedCommands.nameOf(command);
    }
}

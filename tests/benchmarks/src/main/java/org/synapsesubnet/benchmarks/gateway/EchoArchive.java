package org.synapsesubnet.benchmarks.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.synapsesubnet.benchmarks.echo.EchoApplication;
import org.synapsesubnet.benchmarks.echo.EchoResource;

/** Packs the echo into a WAR. */
final class EchoArchive {

    private static final List<Class<?>> CLASSES = List.of(EchoApplication.class, EchoResource.class);
    private static final String BEANS = """
            <beans xmlns="https://jakarta.ee/xml/ns/jakartaee" version="4.0" bean-discovery-mode="annotated"/>
            """;

    private EchoArchive() {}

    static void write(Path war) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(war))) {
            for (Class<?> type : CLASSES) {
                String name = type.getName().replace('.', '/') + ".class";
                out.putNextEntry(new JarEntry("WEB-INF/classes/" + name));
                try (InputStream code = type.getResourceAsStream("/" + name)) {
                    if (code == null) {
                        throw new IOException(name + " isn't on the class path");
                    }
                    code.transferTo(out);
                }
                out.closeEntry();
            }
            out.putNextEntry(new JarEntry("WEB-INF/beans.xml"));
            out.write(BEANS.getBytes(StandardCharsets.UTF_8));
            out.closeEntry();
        }
    }
}

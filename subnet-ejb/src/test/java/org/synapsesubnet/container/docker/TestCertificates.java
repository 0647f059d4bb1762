package org.synapsesubnet.container.docker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.synapsesubnet.container.RealEngine;

/** An authority with a server's and a client's certificate in a folder, as an operator would make them. */
final class TestCertificates {

    private static final Path OPENSSL = Path.of("/usr/bin/openssl");

    private final Path folder;

    /** The test ends here where there is no OpenSSL. */
    TestCertificates(Path folder) throws IOException, InterruptedException {
        if (!Files.isExecutable(OPENSSL)) {
            RealEngine.missing(OPENSSL.toString());
        }
        this.folder = Files.createDirectories(folder);
        openssl(
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-subj",
                "/CN=authority",
                "-days",
                "2",
                "-keyout",
                "ca-key.pem",
                "-out",
                "ca.pem");
        sign("server", "subjectAltName=IP:127.0.0.1");
        sign("client", "extendedKeyUsage=clientAuth");
        Files.copy(folder.resolve("client.pem"), folder.resolve("cert.pem"));
        Files.copy(folder.resolve("client-key.pem"), folder.resolve("key.pem"));
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    private void sign(String name, String extension) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("extensions"), extension);
        openssl(
                "req",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-subj",
                "/CN=" + name,
                "-keyout",
                name + "-key.pem",
                "-out",
                name + ".csr");
        openssl(
                "x509",
                "-req",
                "-in",
                name + ".csr",
                "-CA",
                "ca.pem",
                "-CAkey",
                "ca-key.pem",
                "-CAcreateserial",
                "-days",
                "2",
                "-extfile",
                "extensions",
                "-out",
                name + ".pem");
    }

    private void openssl(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(OPENSSL.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said);
        }
    }
}

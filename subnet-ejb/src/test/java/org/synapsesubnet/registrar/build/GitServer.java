package org.synapsesubnet.registrar.build;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.synapsesubnet.container.RealEngine;

/** Serves a folder's repositories by Git's own program for web servers; {@code /moved} leads elsewhere. */
final class GitServer implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/lib/git-core/git-http-backend");

    private final HttpServer server;
    private final Path folder;
    final List<String> paths = new CopyOnWriteArrayList<>();

    GitServer(Path folder) throws IOException {
        if (!Files.isExecutable(PROGRAM)) {
            RealEngine.missing("git with " + PROGRAM);
        }
        this.folder = folder;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            paths.add(path);
            if (path.startsWith("/moved")) {
                exchange.getResponseHeaders()
                        .add(
                                "Location",
                                address() + path.substring("/moved".length()) + "?"
                                        + exchange.getRequestURI().getQuery());
                exchange.sendResponseHeaders(302, -1);
                return;
            }
            byte[] answer = answer(exchange, path);
            int head = new String(answer, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n") + 4;
            int status = 200;
            for (String line : new String(answer, 0, head, StandardCharsets.ISO_8859_1).split("\r\n")) {
                String[] field = line.split(": ", 2);
                if (field[0].equals("Status")) {
                    status = Integer.parseInt(field[1].substring(0, 3));
                } else {
                    exchange.getResponseHeaders().add(field[0], field[1]);
                }
            }
            exchange.sendResponseHeaders(status, answer.length == head ? -1 : answer.length - head);
            exchange.getResponseBody().write(answer, head, answer.length - head);
        }
    }

    private byte[] answer(HttpExchange exchange, String path) throws IOException {
        ProcessBuilder program = new ProcessBuilder(PROGRAM.toString());
        Map<String, String> environment = program.environment();
        environment.put("GIT_PROJECT_ROOT", folder.toString());
        environment.put("GIT_HTTP_EXPORT_ALL", "1");
        environment.put("GIT_CONFIG_COUNT", "1");
        environment.put("GIT_CONFIG_KEY_0", "safe.directory");
        environment.put("GIT_CONFIG_VALUE_0", "*");
        environment.put("PATH_INFO", path);
        environment.put("REQUEST_METHOD", exchange.getRequestMethod());
        environment.put("QUERY_STRING", String.valueOf(exchange.getRequestURI().getRawQuery()));
        header(exchange, "Content-Type", "CONTENT_TYPE", environment);
        header(exchange, "Content-Encoding", "HTTP_CONTENT_ENCODING", environment);
        header(exchange, "Git-Protocol", "GIT_PROTOCOL", environment);
        byte[] body = exchange.getRequestBody().readAllBytes();
        environment.put("CONTENT_LENGTH", Integer.toString(body.length));
        Process running = program.start();
        running.getOutputStream().write(body);
        running.getOutputStream().close();
        try (InputStream answer = running.getInputStream()) {
            return answer.readAllBytes();
        }
    }

    private static void header(HttpExchange exchange, String name, String variable, Map<String, String> environment) {
        String value = exchange.getRequestHeaders().getFirst(name);
        if (value != null) {
            environment.put(variable, value);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

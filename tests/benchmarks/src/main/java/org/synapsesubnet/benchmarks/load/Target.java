package org.synapsesubnet.benchmarks.load;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What a load run calls: one POST request to a port of the loopback interface.
 *
 * @param name how the report calls it
 * @param port 1–65535; the host is always the loopback address
 * @param path absolute path with query
 * @param headers beside {@code Host}, {@code Content-Type} and {@code Content-Length}
 * @param body JSON
 */
public record Target(String name, int port, String path, Map<String, String> headers, String body) {

    public Target {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port is " + port + ", allowed are 1 to 65535");
        }
        headers = Map.copyOf(headers);
    }

    byte[] request() {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder("POST ").append(path).append(" HTTP/1.1\r\n");
        head.append("Host: 127.0.0.1:").append(port).append("\r\n");
        head.append("Content-Type: application/json\r\n");
        head.append("Content-Length: ").append(content.length).append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] whole = new byte[start.length + content.length];
        System.arraycopy(start, 0, whole, 0, start.length);
        System.arraycopy(content, 0, whole, start.length, content.length);
        return whole;
    }
}

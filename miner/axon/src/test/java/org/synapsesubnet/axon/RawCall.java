package org.synapsesubnet.axon;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A call by a bare socket, for what HTTP clients don't do: stay away from the answer, leave, dawdle, write nonsense. */
final class RawCall implements AutoCloseable {

    private final Socket socket;

    /** Opens a connection and sends nothing. */
    RawCall(AxonBed bed) throws IOException {
        this(bed.connect());
    }

    private RawCall(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
    }

    /** Sends a whole request in the bed's session. */
    RawCall(AxonBed bed, String method, String path, byte[] body) throws IOException, InterruptedException {
        this(bed, bed.connect(), method, path, body);
    }

    /** Sends it over this connection. */
    RawCall(AxonBed bed, Socket socket, String method, String path, byte[] body)
            throws IOException, InterruptedException {
        this(socket);
        var head = new StringBuilder(
                "%s %s HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n".formatted(method, path, body.length));
        for (Map.Entry<String, String> header :
                bed.session.headers(method, path, body).entrySet()) {
            head.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n");
        }
        send(head + "\r\n" + new String(body, StandardCharsets.UTF_8));
    }

    void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    /** Everything that comes until the axon closes the connection. */
    String readToTheEnd() throws IOException {
        InputStream in = socket.getInputStream();
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

package org.synapsesubnet.benchmarks.load;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One keep-alive HTTP/1.1 connection that sends the same request again and again.
 *
 * <p>It is written on a bare socket so that the load generator takes as little as possible of the processors that it
 * shares with the server under test.
 */
final class Exchange implements Closeable {

    private static final int READ_TIMEOUT_MILLIS = 30_000;
    private static final int BUFFER = 16 * 1024;

    private final InetAddress host;
    private final int port;
    private final byte[] request;
    private Socket socket;
    private InputStream in;
    private OutputStream out;
    private final byte[] sink = new byte[BUFFER];

    Exchange(InetAddress host, int port, byte[] request) throws IOException {
        this.host = host;
        this.port = port;
        this.request = request;
        this.socket = connect();
        this.in = new BufferedInputStream(socket.getInputStream(), BUFFER);
        this.out = socket.getOutputStream();
    }

    private Socket connect() throws IOException {
        Socket connected = new Socket(host, port);
        connected.setTcpNoDelay(true);
        connected.setSoTimeout(READ_TIMEOUT_MILLIS);
        return connected;
    }

    private void reconnect() throws IOException {
        socket.close();
        socket = connect();
        in = new BufferedInputStream(socket.getInputStream(), BUFFER);
        out = socket.getOutputStream();
    }

    /**
     * Sends the request and reads the whole answer.
     *
     * @return the nanoseconds from sending to the first byte of the body
     * @throws IOException when the answer isn't a 200 or breaks off
     */
    long run() throws IOException {
        long sent = System.nanoTime();
        String status = send();
        if (!status.startsWith("HTTP/1.1 200")) {
            throw new IOException("Answer is not 200: " + status);
        }
        long length = -1;
        boolean chunked = false;
        boolean last = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Long.parseLong(lower.substring(15).strip());
            } else if (lower.startsWith("transfer-encoding:") && lower.contains("chunked")) {
                chunked = true;
            } else if (lower.startsWith("connection:") && lower.contains("close")) {
                last = true;
            }
        }
        if (!chunked && length < 0) {
            throw new IOException("Answer has neither a length nor chunks");
        }
        in.mark(1);
        if (in.read() < 0) {
            throw new EOFException("The answer has no body");
        }
        in.reset();
        long firstByte = System.nanoTime() - sent;
        if (chunked) {
            readChunks();
        } else {
            skip(length);
        }
        if (last) {
            reconnect();
        }
        return firstByte;
    }

    /** Servers close a connection after so many requests, at times without having said so. */
    private String send() throws IOException {
        try {
            out.write(request);
            return line();
        } catch (EOFException | SocketException e) {
            reconnect();
            out.write(request);
            return line();
        }
    }

    private void readChunks() throws IOException {
        while (true) {
            String size = line();
            int extension = size.indexOf(';');
            long length = Long.parseLong(extension < 0 ? size : size.substring(0, extension), 16);
            skip(length);
            line();
            if (length == 0) {
                return;
            }
        }
    }

    private void skip(long length) throws IOException {
        for (long left = length; left > 0; ) {
            int read = in.read(sink, 0, (int) Math.min(sink.length, left));
            if (read < 0) {
                throw new EOFException("The answer broke off " + left + " bytes early");
            }
            left -= read;
        }
    }

    private String line() throws IOException {
        int length = 0;
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException("The connection was closed");
            }
            if (octet != '\r') {
                sink[length++] = (byte) octet;
            }
        }
        return new String(sink, 0, length, StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

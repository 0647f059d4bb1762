package org.synapsesubnet.container.remote;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.Executor;
import org.synapsesubnet.container.EngineCertificates;
import org.synapsesubnet.container.ImageReference;

/**
 * Where an Ollama is that others run, and whom it has to be.
 *
 * @param url {@code https://host} or {@code https://host:port}, and nothing behind it
 * @param certificates folder; {@code ca.pem} in it must have signed the other's certificate, and {@code cert.pem} and
 *     {@code key.pem} show who we are. Without {@code ca.pem} those count whom this Java trusts
 */
public record RemoteAddress(URI url, Path certificates) {

    /** What an address of this kind begins with in the configuration. */
    public static final String PREFIX = "ollama+";

    private static final int HTTPS = 443;

    public RemoteAddress {
        boolean plain = url.getRawQuery() == null
                && url.getRawFragment() == null
                && url.getRawUserInfo() == null
                && String.valueOf(url.getRawPath()).isEmpty();
        if (!"https".equals(url.getScheme()) || url.getHost() == null || !plain) {
            throw new IllegalArgumentException("address: " + url + " must be https://host or https://host:port");
        }
    }

    /** Host and port, as an allow-list names it. */
    public String authority() {
        return url.getHost() + ":" + (url.getPort() < 0 ? HTTPS : url.getPort());
    }

    /** What a miner there names as its image: SHA-256 of the address, since what runs there is nobody's to choose. */
    public ImageReference image() {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(url.toString().getBytes(StandardCharsets.UTF_8));
            return new ImageReference("sha256:" + HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /**
     * A client that calls nobody else in this one's place.
     *
     * @throws IllegalArgumentException naming the folder when what is in it can't be used
     */
    public HttpClient client(Executor threads) {
        HttpClient.Builder client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(threads);
        if (Files.isDirectory(certificates)) {
            client.sslContext(EngineCertificates.readAuthority(certificates));
        }
        return client.build();
    }
}

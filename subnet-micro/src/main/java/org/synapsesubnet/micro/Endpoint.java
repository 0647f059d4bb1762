package org.synapsesubnet.micro;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** An address that is asked again and again until it answers as it should. */
final class Endpoint {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int OK = 200;

    private final HttpClient http;
    private final URI address;

    Endpoint(HttpClient http, String address) {
        this.http = http;
        this.address = URI.create(address);
    }

    /** Whether it answers with 200. */
    boolean answers() throws InterruptedException {
        return contains("", HttpRequest.newBuilder(address));
    }

    /** Whether it answers with 200 and this text. */
    boolean answersWith(String text) throws InterruptedException {
        return contains(text, HttpRequest.newBuilder(address));
    }

    /** Whether it answers with 200 and this text to the bearer of the key in the file. */
    boolean answersWith(String text, Path keyFile) throws InterruptedException {
        try {
            String key = Files.readString(keyFile).strip();
            return contains(text, HttpRequest.newBuilder(address).header("Authorization", "Bearer " + key));
        } catch (IOException e) {
            return false;
        }
    }

    private boolean contains(String text, HttpRequest.Builder request) throws InterruptedException {
        try {
            HttpResponse<String> answer =
                    http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == OK && answer.body().contains(text);
        } catch (IOException e) {
            return false;
        }
    }
}

package org.synapsesubnet.engine;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Asks the engine in the same container whether it answers, as the health check of its image. */
public final class EngineCheck {

    private static final int PATIENCE_MILLIS = 5_000;

    private EngineCheck() {}

    public static void main(String... args) throws IOException {
        int port = EngineVariables.of(System.getenv()).port();
        HttpURLConnection question = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + port + "/api/version").toURL().openConnection();
        question.setConnectTimeout(PATIENCE_MILLIS);
        question.setReadTimeout(PATIENCE_MILLIS);
        if (question.getResponseCode() != HttpURLConnection.HTTP_OK) {
            throw new IOException("the engine answers with status " + question.getResponseCode());
        }
    }
}

package org.synapsesubnet.micro;

import java.util.List;

/** What is printed once everything runs: where things are, and a command for each face that works when pasted. */
record Greeting(int port, Home home) {

    private static final int DEFAULT_PORT = 8080;
    private static final String JSON = " -H 'Content-Type: application/json'";

    String application() {
        return "http://" + LoopbackPort.ADDRESS + ":" + port;
    }

    List<String> lines() {
        String url = application();
        return List.of(
                "",
                "Synapse Subnet runs. Ctrl-C stops everything.",
                "",
                "  OpenAI face      " + url + "/v1",
                "  Ollama face      " + url + "   (OLLAMA_HOST)",
                "  Leaderboard      " + url + "/market.xhtml   (scores come with the third epoch, within two minutes)",
                "  Status page      " + url + "/status.xhtml",
                "  Console          " + url + "/console/index.xhtml",
                "  Modules          " + url + "/modules",
                "  Readiness        " + url + "/ops/ready   (MicroProfile Health: " + url + "/health)",
                "  Metrics          " + url + "/ops/prometheus   (MicroProfile Metrics: " + url + "/metrics)",
                "  OpenAPI          " + url + "/openapi",
                "  API key in       " + home.apiKey(),
                "  Password in      " + home.password(),
                "  Logs             " + home.log("server").getParent(),
                "",
                "Try one:",
                "",
                curl("-sN", "/v1/chat/completions")
                        + JSON
                        + " -d '{\"model\":\"tiny\",\"stream\":true,\"max_tokens\":64,\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}'",
                curl("-sN", "/api/chat")
                        + JSON
                        + " -d '{\"model\":\"tiny\",\"options\":{\"num_predict\":64},\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}'",
                curl("-sN", "/api/generate") + JSON
                        + " -d '{\"model\":\"tiny\",\"options\":{\"num_predict\":64},\"prompt\":\"Once upon a time\"}'",
                curl("-s", "/modules"),
                "curl -s " + url + "/leaderboard",
                "",
                "One more miner, from another terminal:",
                "",
                "  ./mvnw -Pminer" + (port == DEFAULT_PORT ? "" : " -Dsynapse.chain.url=" + url),
                "");
    }

    private String curl(String options, String path) {
        return "curl " + options + " " + application() + path + " -H \"Authorization: Bearer $(cat "
                + quoted(home.apiKey().toString()) + ")\"";
    }

    /** For a POSIX shell; left as it is where nothing in it means anything there. */
    private static String quoted(String path) {
        return path.matches("[A-Za-z0-9/._+-]+") ? path : "'" + path.replace("'", "'\\''") + "'";
    }
}

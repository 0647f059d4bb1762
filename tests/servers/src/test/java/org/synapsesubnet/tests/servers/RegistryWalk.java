package org.synapsesubnet.tests.servers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.UUID;

/** A module from its registration to a stable release, a configuration that it refuses, and the way back. */
final class RegistryWalk {
    private static final String ANY = "*";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Face face;
    private final String name = "walk-" + UUID.randomUUID();
    private final String module = "/modules/" + name;

    RegistryWalk(Face face) {
        this.face = face;
    }

    void go() throws IOException, InterruptedException {
        register();
        release();
        sign();
        build();
        look();
        configure();
        deploy();
        undo();
    }

    private void register() throws IOException, InterruptedException {
        String draft = """
                {"name":"%s","type":"docker","description":"Walks the registry"}""".formatted(name);
        String key = UUID.randomUUID().toString();
        HttpResponse<String> first = face.postOnceAsOperator("/modules", draft, key);
        HttpResponse<String> again = face.postOnceAsOperator("/modules", draft, key);

        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("ETag")).isEqualTo(first.headers().firstValue("ETag"));
        assertThat(again.headers().firstValue("Location").orElse("")).endsWith(module);
        assertThat(face.postOnceAsOperator("/modules", draft.replace("Walks", "Runs"), key)
                        .statusCode())
                .isEqualTo(422);
        assertThat(read("/modules?q=walks%20" + name + "&type=docker&sort=-name")
                        .path("modules")
                        .findValuesAsText("name"))
                .containsExactly(name);
    }

    private void release() throws IOException, InterruptedException {
        post(module + "/releases", release("1.0.0"), 201);
        post(module + "/releases", release("1.0.0"), 409);
        post(module + "/releases", release("1.1.0"), 201);
        put(module + "/channels/stable", "{\"version\":\"1.1.0\"}", 409);
        for (String version : new String[] {"1.0.0", "1.1.0"}) {
            put(module + "/releases/" + version + "/state", "{\"state\":\"published\"}", 200);
        }
        point("{\"version\":\"1.1.0\"}", 200);
        point("{\"version\":\"1.0.0\"}", 409);
        point("{\"version\":\"1.0.0\",\"rollback\":true,\"reason\":\"slow\"}", 200);

        assertThat(read(module + "/channels/stable/history").path("moves").findValuesAsText("to"))
                .containsExactly("1.0.0", "1.1.0");
        assertThat(put(module + "/releases/1.0.0/state", "{\"state\":\"yanked\"}", 409))
                .contains("channel stable");
        assertThat(read(module + "/releases").path("releases").findValuesAsText("version"))
                .containsExactly("1.1.0", "1.0.0");
    }

    private void sign() throws IOException, InterruptedException {
        String key = read("/registrar/signing-key").toString();
        // The walk may have been here before.
        assertThat(face.postAsOperator("/registrar/keys", key).statusCode()).isIn(201, 409);
        post(module + "/releases/1.0.0/signatures", "{}", 200);

        assertThat(read(module + "/releases/1.0.0/manifest").path("module").asText())
                .isEqualTo(name);
        assertThat(read(module + "/releases/1.0.0/signatures")
                        .path("signatures")
                        .findValuesAsText("verdict"))
                .containsExactly("valid");
        assertThat(face.postAsOperator(
                                module + "/releases/1.0.0/signatures",
                                "{\"keyId\":\"" + "0".repeat(64) + "\",\"signature\":\"AA==\"}")
                        .body())
                .contains("unknown-signer");
    }

    /** No server here has a builder, and each says so. */
    private void build() throws IOException, InterruptedException {
        HttpResponse<String> refused = face.postAsOperator(
                module + "/builds", "{\"url\":\"https://git.example.org/a\",\"commit\":\"" + "0".repeat(40) + "\"}");

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
        assertThat(refused.body()).contains("synapse.registrar.builder");
        assertThat(read(module + "/builds").path("total").asInt()).isZero();
    }

    /** No engine is configured here: what needs one says so. */
    private void look() throws IOException, InterruptedException {
        String release = module + "/releases/1.0.0";
        HttpResponse<String> page = face.getAsOperator(release + "/docs");
        assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(page.body()).contains("<td>slots</td><td>integer</td>").contains("never verified");
        assertThat(face.getAsOperator(release + "/passport").statusCode()).isEqualTo(404);
        assertThat(face.postAsOperator(release + "/verification", "{}").body())
                .contains("no-verifier")
                .contains("synapse.registrar.verifier");
    }

    private void configure() throws IOException, InterruptedException {
        assertThat(put(module, "{\"description\":\"\",\"configuration\":{\"slots\":\"two\"}}", 400))
                .contains("configuration.slots");
        put(module, "{\"description\":\"\",\"configuration\":{\"slots\":2}}", 200);
        assertThat(put(module, "{\"description\":\"\",\"configuration\":{\"token\":\"hunter2\"}}", 400))
                .contains("configuration.token")
                .doesNotContain("hunter2");
        put(module, "{\"description\":\"\",\"configuration\":{\"slots\":3}}", 200);

        JsonNode difference = read(module + "/configuration/difference?from=2&to=3");
        assertThat(difference.path("changes").findValuesAsText("path")).containsExactly("/slots");
        post(module + "/configuration/rollback", "{\"revision\":2}", 428);
        assertThat(read(module + "/configuration/revisions").path("total").asInt())
                .isEqualTo(3);
    }

    /** Refusals leave nothing: the module's end, which a deployment would refuse, shows it. */
    private void deploy() throws IOException, InterruptedException {
        String draft = """
                {"name":"walker","version":"1.1.0","host":"nowhere","models":["tiny"],"slots":1,"replicas":1,
                 "memoryBytes":201326592,"cpuMillis":500}""";
        assertThat(post(module + "/deployments", draft, 400)).contains("\"host\"");
        assertThat(post(module + "/deployments", draft.replace(",\"cpuMillis\":500", ""), 400))
                .contains("cpuMillis");
        post(module + "/deployments", draft.replace("1.1.0", "9.9.9"), 404);
        assertThat(read(module + "/deployments").path("deployments")).isEmpty();
        post(module + "/deployments/walker/rollouts", "{\"version\":\"1.1.0\",\"waves\":[50,10]}", 400);
        post(module + "/deployments/walker/rollback", "", 404);
    }

    private void undo() throws IOException, InterruptedException {
        HttpResponse<String> refused = face.deleteAsOperator(module);
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("is used by channel stable");
        assertThat(face.deleteAsOperator(module + "/channels/stable").statusCode())
                .isEqualTo(204);
        assertThat(face.deleteAsOperator(module).statusCode()).isEqualTo(204);
        assertThat(face.getAsOperator(module + "/releases").statusCode()).isEqualTo(404);
    }

    private static String release(String version) {
        String digest = (UUID.randomUUID().toString() + UUID.randomUUID()).replace("-", "");
        return """
                {"version":"%s","digest":"sha256:%s","interfaceVersion":"1.0","resources":{"memoryBytes":1},
                 "settings":{"properties":{"slots":{"type":"integer"}}}}""".formatted(version, digest);
    }

    private JsonNode read(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = face.getAsOperator(path);
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private String post(String path, String json, int status) throws IOException, InterruptedException {
        HttpResponse<String> answer = face.postAsOperator(path, json);
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(status);
        return answer.body();
    }

    private void point(String json, int status) throws IOException, InterruptedException {
        HttpResponse<String> answer = face.putAsOperator(module + "/channels/stable", json, ANY);
        assertThat(answer.statusCode()).as(json + " " + answer.body()).isEqualTo(status);
    }

    private String put(String path, String json, int status) throws IOException, InterruptedException {
        HttpResponse<String> answer = face.putAsOperator(path, json, ANY);
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(status);
        return answer.body();
    }
}

package org.synapsesubnet.tests.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URL;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What holds on every server, seen through HTTP alone. */
@ExtendWith(ArquillianExtension.class)
abstract class ServerContract {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Only the port counts: the server names an address of the machine, but binds to the loopback. */
    @ArquillianResource
    @SuppressWarnings("NullAway.Init") // injected by Arquillian
    private URL url;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Face face;

    final Face face() {
        return face;
    }

    @BeforeEach
    void becomeReady() {
        face = new Face(url.getPort());
        await("readiness").atMost(PATIENCE).until(() -> face.get("/ops/ready").statusCode() == 200);
    }

    @Test
    void readinessNamesTheDatabase() throws Exception {
        HttpResponse<String> answer = face.get("/ops/ready");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("database").contains("UP").doesNotContain("DOWN");
    }

    @Test
    void figuresArePrometheusText() throws Exception {
        HttpResponse<String> answer = face.get("/ops/prometheus");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
        assertThat(answer.body()).contains("# TYPE jvm_memory_used_bytes gauge");
    }

    @Test
    void openApiHasATitle() throws Exception {
        HttpResponse<String> answer = face.get("/openapi");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("title: Synapse Subnet").contains("/ops/prometheus");
    }

    @Test
    void aFaceWithoutAKeyIsRefused() throws Exception {
        assertThat(face.get("/v1/models").statusCode()).isEqualTo(401);
        assertThat(face.get("/api/tags").statusCode()).isEqualTo(401);
        assertThat(face.post("/modules", "{}").statusCode()).isEqualTo(401);
    }

    @Test
    void theOperatorOfTheFirstStartSeesTheModelOfTheMiner() {
        await("the model")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(face.getAsOperator("/v1/models"))
                        .returns(200, HttpResponse::statusCode)
                        .extracting(HttpResponse::body)
                        .asString()
                        .contains("tiny:latest"));
    }
}

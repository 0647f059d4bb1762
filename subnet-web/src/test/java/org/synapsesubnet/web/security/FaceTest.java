package org.synapsesubnet.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaceTest {
    @Test
    void refusesInOpenAisShape() {
        Refusal refusal = Face.at("/v1").unauthenticated("/v1/models", "Wrong key.");

        assertThat(refusal)
                .isEqualTo(new Refusal(
                        401,
                        "application/json",
                        "{\"error\":{\"message\":\"Wrong key.\",\"type\":\"invalid_request_error\",\"param\":null,"
                                + "\"code\":\"invalid_api_key\"}}"));
    }

    @Test
    void refusesInOllamasShape() {
        assertThat(Face.at("/api").unauthenticated("/api/chat", "Wrong key."))
                .isEqualTo(new Refusal(401, "application/json", "{\"error\":\"Wrong key.\"}"));
    }

    @Test
    void refusesWithAProblemElsewhere() {
        Refusal refusal = Face.at("/modules").forbidden("/modules/a%20b");

        assertThat(refusal.mediaType()).isEqualTo("application/problem+json");
        assertThat(refusal.body()).contains("\"status\":403", "\"instance\":\"/modules/a%20b\"");
    }

    @Test
    void refusesAtAPathThatIsNoUri() {
        assertThat(Face.at("/modules").forbidden("/modules/a|b").body())
                .contains("\"status\":403")
                .doesNotContain("instance");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1", "/api", "/modules", "/registrar", "/access"})
    void knowsCallersOfAnApiByTheirKey(String servletPath) {
        assertThat(Face.at(servletPath).wantsApiKey()).isTrue();
    }

    @Test
    void letsStrangersAskTheChain() {
        assertThat(Face.at("/chain").wantsApiKey()).isFalse();
        assertThat(Face.at("/chain").takesApiKey()).isTrue();
        assertThat(Face.at("/modules").takesApiKey()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/console/keys.xhtml", "/login.xhtml", "/ops", "/v11"})
    void knowsCallersOfAPageByTheirSession(String servletPath) {
        assertThat(Face.at(servletPath).wantsApiKey()).isFalse();
    }

    @Test
    void answersAContainersRefusalInTheFacesShape() {
        assertThat(Face.at("/api").refused("/api/%00", 400).body()).isEqualTo("{\"error\":\"Bad Request.\"}");
        assertThat(Face.at("/modules").refused("/modules/a", 405).body())
                .contains("\"type\":\"urn:synapse:problem:http-405\"");
    }

    @Test
    void givesAPersonAPageThatNamesNoServer() {
        Refusal refusal = Face.at("/nothing").refused("/nothing", 404);

        assertThat(refusal.mediaType()).startsWith("text/html");
        assertThat(refusal.body())
                .contains("There is nothing at this address.")
                .doesNotContain("Payara")
                .doesNotContain("WildFly");
    }
}

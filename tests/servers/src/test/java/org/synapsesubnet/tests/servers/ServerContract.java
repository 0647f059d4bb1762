package org.synapsesubnet.tests.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URL;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.synapsesubnet.chain.api.AxonEndpoint;
import org.synapsesubnet.chain.api.ChainCommand.AnnounceAxon;
import org.synapsesubnet.chain.api.ChainCommand.DrawFaucet;
import org.synapsesubnet.chain.api.ChainCommand.RegisterNeuron;
import org.synapsesubnet.tests.support.Account;

/** What holds on every server, seen through HTTP alone. */
@ExtendWith(ArquillianExtension.class)
abstract class ServerContract {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int WRITERS = 32;
    private static final int TOKENS = 60;
    /** Would keep the miner busy for 12 s. */
    private static final int TOKENS_OF_A_LONG_ANSWER = 300;

    private static final Duration FREE_AGAIN = Duration.ofSeconds(3);

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
        assertThat(answer.body())
                .contains(
                        "title: Synapse Subnet",
                        "/ops/prometheus:",
                        "/v1/chat/completions:",
                        "/api/chat:",
                        "/modules/{name}:",
                        "/access/keys:",
                        "/fleet/miners/{name}:");
    }

    @Test
    void aFaceWithoutAKeyIsRefused() throws Exception {
        assertThat(face.get("/v1/models").statusCode()).isEqualTo(401);
        assertThat(face.get("/api/tags").statusCode()).isEqualTo(401);
        assertThat(face.post("/modules", "{}").statusCode()).isEqualTo(401);
        assertThat(face.get("/fleet/miners").statusCode()).isEqualTo(401);
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

    @Test
    void theChainMovesAndTheMessageDrivenBeanHearsIt() throws Exception {
        JsonNode before = chain();

        await("the next block heard").atMost(PATIENCE).until(() -> {
            JsonNode now = chain();
            return now.path("head").asLong() > before.path("head").asLong()
                    && now.path("heard").asLong() > before.path("heard").asLong();
        });
    }

    @Test
    void routingFollowsTheChain() throws Exception {
        long before = routingBlock();

        await("miners of a later block").atMost(PATIENCE).until(() -> routingBlock() > Math.max(0, before));
    }

    private long routingBlock() throws Exception {
        return face.get("/ops/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith("synapse_gateway_routing_block "))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.indexOf(' ') + 1)))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode chain() throws Exception {
        for (JsonNode check :
                new ObjectMapper().readTree(face.get("/ops/ready").body()).path("checks")) {
            if (check.path("name").asText().equals("chain")) {
                return check.path("data");
            }
        }
        throw new AssertionError("no check named chain");
    }

    @Test
    void bothFacesStreamAnAnswerOfTheMiner() throws Exception {
        String openAi = face.postAsOperator("/v1/chat/completions", """
                        {"model":"tiny","stream":true,"max_tokens":8,"messages":[{"role":"user","content":"Hello"}]}""").body();
        String ollama = face.postAsOperator("/api/chat", """
                        {"model":"tiny","options":{"num_predict":8},"messages":[{"role":"user","content":"Hello"}]}""").body();

        assertThat(openAi.lines().filter(line -> line.startsWith("data: {")).count())
                .isGreaterThan(2);
        assertThat(openAi.strip()).endsWith("data: [DONE]");
        assertThat(ollama.lines().count()).isGreaterThan(2);
        assertThat(ollama.strip().lines().reduce((first, last) -> last).orElse(""))
                .contains("\"done\":true");
    }

    @Test
    void aSlowMinersTokensArePassedOnOneByOne() throws Exception {
        for (StreamedQuestion question : StreamedQuestion.values()) {
            Arrivals.of(face, question, 2); // what only the first question of all costs
            Arrivals.of(face, question, TOKENS).assertSpreadOver(TestMiner.TOKEN_DELAY.multipliedBy(TOKENS));
        }
    }

    @Test
    void aCallerWhoLeavesFreesTheMiner() throws Exception {
        for (StreamedQuestion question : StreamedQuestion.values()) {
            try (Stream<String> answer = question.ask(face, TOKENS_OF_A_LONG_ANSWER)) {
                assertThat(answer.iterator().next()).isNotEmpty();
                assertThat(busySlotsOfTheMiner()).isPositive();
            }
            await("the miner to be free after " + question).atMost(FREE_AGAIN).until(() -> busySlotsOfTheMiner() == 0);
        }
    }

    private static int busySlotsOfTheMiner() throws Exception {
        Face miner = new Face(Integer.getInteger(Surroundings.MINER_PORT));
        return new ObjectMapper()
                .readTree(miner.get("/axon/v1/status").body())
                .required("busy")
                .intValue();
    }

    @Test
    void aUsersKeyMayAskButNeitherRegisterNorIssueKeys() throws Exception {
        HttpResponse<String> issued = face.postAsOperator("/access/keys", """
                {"label":"a user's","role":"user"}""");
        assertThat(issued.statusCode()).isEqualTo(201);
        String key =
                new ObjectMapper().readTree(issued.body()).required("secret").textValue();

        assertThat(face.postWithKey(key, "/v1/chat/completions", """
                {"model":"tiny","max_tokens":2,"messages":[{"role":"user","content":"Hello"}]}""").statusCode())
                .isEqualTo(200);
        assertThat(face.postWithKey(key, "/modules", """
                {"name":"not-mine","type":"remote","description":"","configuration":{}}""").statusCode()).isEqualTo(403);
        assertThat(face.postWithKey(key, "/access/keys", """
                {"label":"not mine","role":"user"}""").statusCode()).isEqualTo(403);
        assertThat(face.postWithKey(key, "/fleet/miners", "{}").statusCode()).isEqualTo(403);
        assertThat(face.getAsOperator("/modules/not-mine").statusCode()).isEqualTo(404);
    }

    @Test
    void aMinerOfTheFleetNeedsAHostThatIsConfigured() throws Exception {
        HttpResponse<String> refused = face.postAsOperator("/fleet/miners", """
                {"name":"tiny","host":"nowhere","image":"sha256:%s","models":["tiny"],"slots":1,"memoryBytes":268435456,
                 "cpuMillis":1000,"pids":100,"gpus":0,"replicas":1}""".formatted("0".repeat(64)));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(new ObjectMapper()
                        .readTree(refused.body())
                        .at("/errors/0/field")
                        .textValue())
                .isEqualTo("host");
        assertThat(face.getAsOperator("/fleet/miners").body()).isEqualTo("{\"miners\":[]}");
        assertThat(face.getAsOperator("/fleet/miners/tiny").statusCode()).isEqualTo(404);
        assertThat(face.getAsOperator("/fleet/miners/tiny/models").statusCode()).isEqualTo(404);
        assertThat(face.getAsOperator("/fleet/miners/tiny/models/team/tiny:1").statusCode())
                .isEqualTo(404);
        assertThat(face.getAsOperator("/fleet/blobs").body()).isEqualTo("{\"blobs\":[]}");
    }

    @Test
    void aModuleGoesFromItsRegistrationToAStableReleaseAndBack() throws Exception {
        new RegistryWalk(face).go();
    }

    @Test
    void strangersRegisterOnTheChainBySignedCommands() throws Exception {
        Account coldkey = new Account();
        Account miner = new Account();
        String faucet = coldkey.signed(0, new DrawFaucet());
        HttpResponse<String> drawn = face.post("/chain/commands", faucet);
        assertThat(drawn.statusCode()).as(drawn.body()).isEqualTo(200);
        assertThat(face.post("/chain/commands", faucet).body()).isEqualTo(drawn.body());

        HttpResponse<String> registered =
                face.post("/chain/commands", coldkey.signed(1, new RegisterNeuron(miner.id())));
        assertThat(registered.body()).contains("NeuronRegistered", miner.address());
        AxonEndpoint axon = new AxonEndpoint("203.0.113.7", 443, "ab".repeat(32), miner.id());
        HttpResponse<String> announced = face.post("/chain/commands", miner.signed(0, new AnnounceAxon(axon)));
        assertThat(announced.statusCode()).as(announced.body()).isEqualTo(200);
        assertThat(face.get("/chain/metagraph").body())
                .contains(miner.address(), coldkey.address(), axon.address(), axon.certificateDigest());
        assertThat(face.get("/chain/accounts/" + coldkey.address()).body()).contains("\"nextNonce\":2");

        HttpResponse<String> forged =
                face.post("/chain/commands", coldkey.forged(2, new RegisterNeuron(coldkey.id()), new DrawFaucet()));
        assertThat(forged.statusCode()).isEqualTo(409);
        assertThat(forged.body()).contains("chain-refused-bad-signature");
        assertThat(face.post("/chain/commands", "{\"envelope\":\"AAAA\",\"signature\":\"00\"}")
                        .body())
                .contains("\"field\":\"signature\"");
        assertThat(face.get("/chain").body()).contains("\"chainId\":\"embedded\"", "\"tempo\":");
    }

    @Test
    void theLeaderboardIsOpenToAll() throws Exception {
        await("the board")
                .atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(face.get("/leaderboard").body()).contains("\"validators\":[{", "\"own\":true"));
        assertThat(face.get("/epochs").body()).contains("\"epochs\":[");
        assertThat(face.get("/epochs/999999999").statusCode()).isEqualTo(404);
        assertThat(face.get("/epochs/first").statusCode()).isEqualTo(400);
        assertThat(face.get("/neurons/0x" + "0".repeat(40)).statusCode()).isEqualTo(404);
        assertThat(face.get("/neurons/me").body()).contains("\"field\":\"hotkey\"");
        assertThat(face.get("/market.xhtml").body())
                .contains("<h1>Leaderboard</h1>", "id=\"validators\"", "(this one)")
                .as("rendered, and not the page's source")
                .doesNotContain("#{");
        HttpResponse<String> wrong = face.get("/neuron.xhtml?hotkey=0x12");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("A hotkey is 0x and 40 hexadecimal digits.");
    }

    @Test
    void pagesAreRenderedWithAndWithoutTheirExtension() throws Exception {
        for (String path : List.of("/status", "/status.xhtml", "/market", "/login.xhtml")) {
            HttpResponse<String> page = face.get(path);
            assertThat(page.statusCode()).as(path).isEqualTo(200);
            assertThat(page.body()).as(path).contains("Synapse Subnet").doesNotContain("#{");
        }
    }

    @Test
    void parallelWritersOfOneModuleLoseNothing() throws Exception {
        String name = "contended-" + Long.toString(System.nanoTime(), 36);
        assertThat(face.postAsOperator("/modules", """
                        {"name":"%s","type":"remote","description":"","configuration":{}}""".formatted(name)).statusCode())
                .isEqualTo(201);

        new ParallelWriters(face, "/modules/" + name).run(WRITERS);

        JsonNode configuration = new ObjectMapper()
                .readTree(face.getAsOperator("/modules/" + name).body())
                .path("configuration");
        assertThat(configuration.size()).isEqualTo(WRITERS);
    }
}

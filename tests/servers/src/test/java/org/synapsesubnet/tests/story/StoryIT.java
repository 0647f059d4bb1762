package org.synapsesubnet.tests.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.openai.models.chat.completions.ChatCompletion;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.synapsesubnet.tests.support.FreePort;

/** From the first start to the last Ctrl-C, in the order in which an operator lives through it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StoryIT {

    private static final Path WORK = Path.of(System.getProperty("synapse.tests.work", "target/story"));
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** At the run profile's 20 blocks of a second. */
    private static final Duration TWO_EPOCHS = Duration.ofSeconds(45);

    /** Of a million: what an honest miner's quality is above, and one with other weights below. */
    private static final int GOOD = 500_000;

    private static final int BAD = 100_000;

    private static Path home;
    private static int port;
    private static RunningSubnet subnet;

    @BeforeAll
    static void start() throws IOException {
        Files.createDirectories(WORK);
        home = Files.createTempDirectory(WORK.toAbsolutePath(), "home-");
        port = FreePort.find();
        subnet = RunningSubnet.start(home, port);
    }

    @AfterAll
    static void stop() {
        if (subnet != null) {
            subnet.close();
        }
    }

    @Test
    @Order(1)
    void everyPrintedCurlLineWorksWhenPasted() throws Exception {
        assertThat(subnet.curlLines()).hasSizeGreaterThanOrEqualTo(4);
        for (String line : subnet.curlLines()) {
            Process shell = new ProcessBuilder("sh", "-c", line.replaceFirst("^curl ", "curl --fail --max-time 60 "))
                    .redirectErrorStream(true)
                    .start();
            String answer = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(shell.waitFor()).as("%s%n%s", line, answer).isZero();
            assertThat(answer).as(line).isNotBlank().doesNotContain("\"error\"");
        }
    }

    @Test
    @Order(2)
    void secretsArePrivateAndNeverPrinted() throws IOException {
        for (String name : List.of("operator.password", "operator.api-key")) {
            Path file = home.resolve("var/credentials").resolve(name);
            assertThat(Files.getPosixFilePermissions(file)).as(name).hasToString("[OWNER_READ, OWNER_WRITE]");
            String secret = Files.readString(file).strip();
            assertThat(subnet.printed()).doesNotContain(secret);
            assertThat(Files.readString(home.resolve("var/logs/server.log"))).doesNotContain(secret);
        }
    }

    @Test
    @Order(3)
    void openAiJavaStreamsTokenByToken() throws IOException {
        try (OpenAiJavaClient client = new OpenAiJavaClient(subnet.url(), subnet.apiKey())) {
            assertThat(client.models()).contains("tiny:latest");
            ChatCompletion whole = client.whole(24);
            List<String> pieces = client.stream(24);
            assertThat(pieces).hasSizeGreaterThan(3);
            assertThat(whole.choices().get(0).message().content().orElseThrow()).isNotBlank();
            assertThat(whole.usage().orElseThrow().completionTokens()).isBetween(1L, 24L);
        }
    }

    @Test
    @Order(4)
    void langChain4jStreamsFromTheOllamaFace() throws Exception {
        var answer = new LangChainOllamaClient(subnet.url(), subnet.apiKey()).stream();
        assertThat(answer.pieces()).hasSizeGreaterThan(3);
        assertThat(answer.whole().aiMessage().text()).isEqualTo(String.join("", answer.pieces()));
        assertThat(answer.whole().tokenUsage().outputTokenCount()).isPositive();
    }

    @Test
    @Order(5)
    void npmClientsStreamFromBothFaces() throws Exception {
        NodeClients clients = NodeClients.install(Path.of("src/test/node"), WORK.resolve("node"));
        assertThat(clients.run("openai.mjs", subnet.url(), subnet.apiKey())).contains("completionTokens");
        assertThat(clients.run("ollama.mjs", subnet.url(), subnet.apiKey())).contains("evalCount");
    }

    @Test
    @Order(6)
    void statusPageShowsTheSubnetAndRefreshesItself() throws Exception {
        try (Browser browser = Browser.start()) {
            browser.open(subnet.url() + "/status");
            assertThat(browser.title()).isEqualTo("Status · Synapse Subnet");
            assertThat(browser.figure("minersUp")).isEqualTo(3);
            long head = browser.figure("head");
            long requests = browser.figure("requests");
            assertThat(browser.figureAfter("head", head)).isGreaterThan(head);
            ask();
            assertThat(browser.figureAfter("requests", requests)).isGreaterThan(requests);
            browser.screenshot(WORK.resolve("status.png"));
        }
    }

    @Test
    @Order(7)
    void consoleAsksForThePasswordAndTakesIt() throws Exception {
        try (Browser browser = Browser.start()) {
            browser.open(subnet.url() + "/console/index.xhtml");
            assertThat(browser.address()).contains("/login");
            browser.type("login:name", "operator");
            browser.type(
                    "login:password",
                    Files.readString(home.resolve("var/credentials/operator.password"))
                            .strip());
            browser.click("login:submit");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(browser.title()).isEqualTo("Console · Synapse Subnet"));
            assertThat(browser.text("account")).isEqualTo("operator");
            browser.screenshot(WORK.resolve("console.png"));
        }
    }

    @Test
    @Order(8)
    void anEpochSettlesAndTheQuantisedMinerEndsLast() throws Exception {
        await("an epoch to be settled").atMost(TWO_EPOCHS.multipliedBy(2)).until(() -> phases().contains("settled"));
        await("all local miners to have a score").atMost(TWO_EPOCHS).until(() -> scores().size() == 3);
        JsonNode board = subnet.json("/leaderboard");

        JsonNode last = board.path("miners").path(2);
        assertThat(last.path("score").asInt())
                .isLessThan(board.path("miners").path(1).path("score").asInt() / 2);
        JsonNode axon = subnet.json("/neurons/" + last.path("hotkey").asText()).path("axon");
        assertThat(axon.asText()).as("the third miner serves Q4_0").endsWith(":" + (port + 3));
        assertThat(board.path("validators").path(0).path("reveals").asInt()).isPositive();
        await("pay")
                .atMost(TWO_EPOCHS)
                .until(() -> subnet.json("/leaderboard")
                                .path("miners")
                                .path(0)
                                .path("totalEmission")
                                .asLong()
                        > 0);
    }

    @Test
    @Order(9)
    void theLeaderboardIsReadInTheBrowserAndAMinersPageSaysWhy() throws Exception {
        String last = subnet.json("/leaderboard")
                .path("miners")
                .path(2)
                .path("hotkey")
                .asText();
        try (Browser browser = Browser.start()) {
            browser.open(subnet.url() + "/market.xhtml");
            assertThat(browser.title()).isEqualTo("Leaderboard · Synapse Subnet");
            assertThat(browser.figure("scored")).isEqualTo(3);
            long block = browser.figure("block");
            assertThat(browser.figureAfter("block", block)).isGreaterThan(block);
            browser.screenshot(WORK.resolve("leaderboard.png"));

            browser.open(subnet.url() + "/neuron.xhtml?hotkey=" + last);
            assertThat(browser.text("verdict")).contains("Quality 0.").contains("tokens");
            assertThat(browser.text("terms")).contains("Reliability", "Speed", "Weight");
            browser.screenshot(WORK.resolve("neuron.png"));
        }
    }

    @Test
    @Order(10)
    void aStrangersPrivateAddressIsRefusedAndSaysWhy() throws Exception {
        Path folder = home.resolve("stranger");
        try (ForeignMiner stranger = ForeignMiner.join(folder, subnet.url(), folder.resolve("coldkey.key"))) {
            await("the stranger to be seen")
                    .atMost(PATIENCE)
                    .until(() -> stranger.hasHotkey()
                            && subnet.get("/status").body().contains("announces the loopback address 127.0.0.1"));
            JsonNode miner = minerOf(stranger.hotkey());
            assertThat(miner.path("state").asText()).isEqualTo("unknown");
            assertThat(miner.path("completionTokens").asLong()).isZero();
        }
    }

    @Test
    @Order(11)
    void aForeignAxonJoinsIsScoredAndFallsWithinTwoEpochsWhenItsModelIsExchanged() throws Exception {
        try (ForeignMiner foreign =
                ForeignMiner.join(home.resolve("foreign"), subnet.url(), home.resolve("var/keys/coldkey.key"))) {
            await("the foreign miner to be up")
                    .atMost(PATIENCE)
                    .until(() -> foreign.hasHotkey()
                            && minerOf(foreign.hotkey()).path("state").asText().equals("up"));
            for (int i = 0; i < 20; i++) {
                assertThat(ask().statusCode()).isEqualTo(200);
            }
            await("traffic")
                    .atMost(PATIENCE)
                    .until(() ->
                            minerOf(foreign.hotkey()).path("completionTokens").asLong() > 0);
            await("a good score")
                    .atMost(TWO_EPOCHS.multipliedBy(2))
                    .until(() -> newestQuality(foreign.hotkey()) > GOOD);

            foreign.exchangeModel();
            long exchangedIn = subnet.json("/chain").path("epoch").asLong();
            await("the fall").atMost(TWO_EPOCHS.multipliedBy(2)).until(() -> newestQuality(foreign.hotkey()) < BAD);
            JsonNode fallen =
                    subnet.json("/neurons/" + foreign.hotkey()).path("scores").path(0);
            assertThat(fallen.path("epoch").asLong()).isLessThanOrEqualTo(exchangedIn + 2);
        }
    }

    private static int newestQuality(String hotkey) throws IOException, InterruptedException {
        return subnet.json("/neurons/" + hotkey)
                .path("scores")
                .path(0)
                .path("quality")
                .asInt(-1);
    }

    private static JsonNode minerOf(String hotkey) throws IOException, InterruptedException {
        for (JsonNode miner : subnet.json("/leaderboard").path("miners")) {
            if (miner.path("hotkey").asText().equals(hotkey)) {
                return miner;
            }
        }
        return MissingNode.getInstance();
    }

    private static List<Integer> scores() throws IOException, InterruptedException {
        List<Integer> scores = new ArrayList<>();
        for (JsonNode miner : subnet.json("/leaderboard").path("miners")) {
            if (miner.has("score")) {
                scores.add(miner.path("score").asInt());
            }
        }
        return scores;
    }

    private static List<String> phases() throws IOException, InterruptedException {
        List<String> phases = new ArrayList<>();
        subnet.json("/epochs")
                .path("epochs")
                .forEach(epoch -> phases.add(epoch.path("phase").asText()));
        return phases;
    }

    @Test
    @Order(12)
    void minerKilledInTheMiddleOfTheTrafficCostsNoAnswerBeforeItsFirstByteAndComesBack() throws Exception {
        List<ProcessHandle> before = subnet.miners();
        assertThat(before).hasSize(3);
        AtomicInteger started = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            List<Future<Boolean>> answers = IntStream.range(0, 60)
                    .mapToObj(i -> threads.submit((Callable<Boolean>) () -> {
                        started.incrementAndGet();
                        return ask().statusCode() == 200;
                    }))
                    .toList();
            await().atMost(PATIENCE).until(() -> started.get() > 10);
            before.getFirst().destroyForcibly();
            for (Future<Boolean> answer : answers) {
                assertThat(answer.get(60, TimeUnit.SECONDS)).isTrue();
            }
        }
        await("the miner to be started again")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(subnet.miners()).hasSize(3).doesNotContain(before.getFirst()));
    }

    @Test
    @Order(13)
    void applicationKilledAndStartedAgainFindsEverything() throws Exception {
        assertThat(subnet.post("/modules", "{\"name\":\"kept-module\",\"type\":\"docker\"}")
                        .statusCode())
                .isEqualTo(201);
        String key = subnet.apiKey();
        long booked = requestsBooked();
        for (int i = 0; i < 5; i++) {
            assertThat(ask().statusCode()).isEqualTo(200);
        }

        List<ProcessHandle> family = subnet.all();
        subnet.server().destroyForcibly();
        assertThat(subnet.exitCode()).isNotZero();
        await("nothing to be left running")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(family).noneMatch(ProcessHandle::isAlive));

        subnet = RunningSubnet.start(home, port);
        assertThat(subnet.apiKey()).isEqualTo(key);
        assertThat(subnet.get("/modules/kept-module").statusCode()).isEqualTo(200);
        assertThat(requestsBooked()).isGreaterThanOrEqualTo(booked + 5);
        assertThat(ask().statusCode()).isEqualTo(200);
    }

    @Test
    @Order(14)
    void interruptStopsEverything() throws Exception {
        List<ProcessHandle> family = subnet.all();
        assertThat(family).hasSizeGreaterThanOrEqualTo(4);
        subnet.interrupt();
        subnet.exitCode();
        await("nothing to be left running")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(family).noneMatch(ProcessHandle::isAlive));
    }

    private static HttpResponse<String> ask() throws IOException, InterruptedException {
        return subnet.post("/v1/chat/completions", """
                {"model":"tiny","max_tokens":16,"messages":[{"role":"user","content":"Hello"}]}""");
    }

    /** Requests in the ledger, as the public page tells them. */
    private static long requestsBooked() throws IOException, InterruptedException {
        String page = subnet.get("/status").body();
        int start = page.indexOf("id=\"requests\">") + "id=\"requests\">".length();
        return Long.parseLong(page.substring(start, page.indexOf('<', start)).replace(",", ""));
    }
}

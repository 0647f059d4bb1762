package org.synapsesubnet.tests.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.openai.models.chat.completions.ChatCompletion;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
    @Order(9)
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
    @Order(10)
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

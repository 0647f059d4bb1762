package org.synapsesubnet.validator.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.h2.jdbcx.JdbcConnectionPool;
import org.synapsesubnet.access.Caller;
import org.synapsesubnet.access.Role;
import org.synapsesubnet.api.identity.HotkeySigner;
import org.synapsesubnet.chain.api.KeyId;
import org.synapsesubnet.migrations.Migrations;
import org.synapsesubnet.validator.gateway.InferenceRequest.Face;
import org.synapsesubnet.validator.gateway.InferenceRequest.Route;
import org.synapsesubnet.validator.gateway.ledger.LedgerSettings;
import org.synapsesubnet.validator.gateway.relay.AnswerChunk;
import org.synapsesubnet.validator.gateway.relay.Exchange;
import org.synapsesubnet.validator.gateway.relay.RelaySettings;
import org.synapsesubnet.validator.gateway.routing.EndpointPolicy;
import org.synapsesubnet.validator.gateway.routing.MinerEndpoint;

/** A whole gateway without a container, on a database of its own and with short deadlines. */
public final class GatewayFixture implements AutoCloseable {

    /** Whose axons may be anywhere. */
    public static final KeyId OPERATOR = KeyId.ofAddress("0x" + "0c".repeat(20));

    public static final Duration FIRST_BYTE = Duration.ofMillis(500);
    public static final Duration IDLE = Duration.ofMillis(500);

    private final JdbcConnectionPool database;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final GatewayWorks works;
    private final UUID key = UUID.randomUUID();

    public GatewayFixture(HotkeySigner validator, List<MinerEndpoint> miners) throws SQLException {
        database = JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
        Migrations.run(database);
        works = new GatewayWorks(
                settings(miners),
                validator,
                ScriptedAxon.SUBNET,
                new EndpointPolicy(Set.of(OPERATOR)),
                database,
                Clock.systemUTC(),
                new SimpleMeterRegistry());
        works.start(threads);
    }

    /** The key a validator signs its sessions with. */
    public static HotkeySigner validator() {
        return HotkeySigner.create(new SecureRandom());
    }

    public GatewayWorks works() {
        return works;
    }

    public Gateway gateway() {
        return works.gateway();
    }

    public Caller caller(int requestsPerMinute) {
        return new Caller("ada", Set.of(Role.USER), key, requestsPerMinute);
    }

    public InferenceRequest chat(boolean streamed) {
        return chat("tiny", streamed, 100_000);
    }

    public InferenceRequest chat(String model, boolean streamed, int requestsPerMinute) {
        String body = "{\"model\":\"" + model + "\",\"stream\":" + streamed
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}],\"options\":{\"num_predict\":8}}";
        return new InferenceRequest(
                caller(requestsPerMinute), Face.OLLAMA, Route.CHAT, model, streamed, 8, body.getBytes(UTF_8));
    }

    /** All chunks until the last one. */
    public List<AnswerChunk> readAll(Exchange exchange) {
        List<AnswerChunk> chunks = new ArrayList<>();
        try (exchange) {
            while (chunks.isEmpty() || !chunks.getLast().done()) {
                AnswerChunk chunk = exchange.next(Duration.ofSeconds(10));
                if (chunk != null) {
                    chunks.add(chunk);
                }
            }
        }
        return chunks;
    }

    /** The rows of the usage ledger as {@code outcome miner prompt completion}, oldest first. */
    public List<String> records() throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(
                        "select outcome, miner, prompt_tokens, completion_tokens from usage_record order by finished_at")) {
            while (found.next()) {
                rows.add(found.getString(1) + " " + found.getString(2) + " " + found.getLong(3) + " "
                        + found.getLong(4));
            }
        }
        return rows;
    }

    @Override
    public void close() {
        works.close();
        threads.shutdownNow();
        database.dispose();
    }

    private static GatewaySettings settings(List<MinerEndpoint> miners) {
        return new GatewaySettings(
                miners,
                new GatewayLimits(1 << 22, 64, 64),
                new RelaySettings(3, FIRST_BYTE, IDLE, Duration.ofSeconds(2), 1 << 20),
                new LedgerSettings("test", 10_000, 1_000, Duration.ofSeconds(2), Duration.ofMillis(100)),
                Duration.ofSeconds(1),
                Duration.ofMillis(100));
    }
}

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
import javax.sql.DataSource;
import org.synapsesubnet.access.Caller;
import org.synapsesubnet.access.Role;
import org.synapsesubnet.api.identity.HotkeySigner;
import org.synapsesubnet.chain.api.KeyId;
import org.synapsesubnet.miner.Replicas;
import org.synapsesubnet.miner.scaling.LoadRows;
import org.synapsesubnet.miner.scaling.ScalingRows;
import org.synapsesubnet.miner.scaling.SeenLoad;
import org.synapsesubnet.miner.scaling.SleepingMiners;
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

    private final SleeperRows fleet;
    private final DataSource database;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final GatewayWorks works;
    private final UUID key = UUID.randomUUID();

    public GatewayFixture(HotkeySigner validator, List<MinerEndpoint> miners) throws SQLException {
        fleet = new SleeperRows();
        database = fleet.source();
        works = new GatewayWorks(
                settings(miners),
                validator,
                ScriptedAxon.SUBNET,
                new EndpointPolicy(Set.of(OPERATOR)),
                ties(database),
                database,
                Clock.systemUTC(),
                new SimpleMeterRegistry());
        works.start(threads);
    }

    /** To a fleet whose rows are in this database. */
    public static FleetTies ties(DataSource database) {
        return new FleetTies(
                new SleepingMiners(
                        new ScalingRows(database),
                        new LoadRows(database),
                        new Replicas(database, Clock.systemUTC(), host -> {}),
                        Clock.systemUTC(),
                        System::nanoTime),
                new SeenLoad(System::nanoTime));
    }

    /** The key a validator signs its sessions with. */
    public static HotkeySigner validator() {
        return HotkeySigner.create(new SecureRandom());
    }

    public GatewayWorks works() {
        return works;
    }

    /** A miner of the fleet that sleeps. */
    public void addSleeper(String miner) throws SQLException {
        fleet.add(miner);
    }

    public int replicas(String miner) throws SQLException {
        return fleet.replicas(miner);
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
        fleet.close();
    }

    private static GatewaySettings settings(List<MinerEndpoint> miners) {
        return new GatewaySettings(
                miners,
                new GatewayLimits(1 << 22, 64, 64),
                new RelaySettings(3, FIRST_BYTE, IDLE, Duration.ofSeconds(2), 1 << 20),
                new LedgerSettings("test", 10_000, 1_000, Duration.ofSeconds(2), Duration.ofMillis(100)),
                new WaitingSettings(2, Duration.ofSeconds(30)),
                Duration.ofSeconds(1),
                Duration.ofMillis(100));
    }
}

package org.synapsesubnet.validator.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synapsesubnet.chain.api.Block;
import org.synapsesubnet.chain.api.BlockRange;
import org.synapsesubnet.chain.api.ChainEvent;
import org.synapsesubnet.chain.api.ChainEvent.NeuronRegistered;
import org.synapsesubnet.chain.api.ChainEvent.StakeChanged;
import org.synapsesubnet.chain.api.ChainEvent.WeightsCommitted;
import org.synapsesubnet.chain.api.ChainEvent.WeightsRevealed;
import org.synapsesubnet.chain.api.Hyperparameters;
import org.synapsesubnet.chain.api.Metagraph;
import org.synapsesubnet.chain.connector.Deadline;
import org.synapsesubnet.chain.connector.embedded.EmbeddedChain;
import org.synapsesubnet.migrations.Migrations;

/**
 * A validator's process, with its ledger and its database, is killed again and again in whatever phase its epochs are.
 * Every epoch that it saw has a row, what was committed and revealed stands on the chain once, and nothing was paid twice.
 *
 * <p>{@code -Dsynapse.test.kills=200} for more than the usual number.
 */
class KilledEpochsTest {

    private static final int TEMPO = 16;
    private static final int KILLS = Integer.getInteger("synapse.test.kills", 10);
    private static final long SEED = Long.getLong("synapse.test.seed", 7);
    private static final Duration TTL = Duration.ofMinutes(5);

    @TempDir
    private Path directory;

    /** The process that is killed; tells each block that it has sealed. */
    static final class Node {

        private Node() {}

        public static void main(String[] arguments) throws Exception {
            Path home = Path.of(arguments[0]);
            EmbeddedChain chain = openChain(home);
            EpochNode node = new EpochNode("node", database(home, ";DB_CLOSE_DELAY=-1"), chain, TTL);
            Thread.ofPlatform().daemon().start(() -> forever(node.sender::pump));
            // No block comes before everything that was due is begun: whatever is late then, a death made it late.
            forever(() -> {
                node.enrolment.advance();
                node.conductor.advance();
                TimeUnit.MILLISECONDS.sleep(10); // for the sender
                System.out.println(chain.seal().number());
            });
        }

        private interface Step {
            void take() throws Exception;
        }

        private static void forever(Step step) {
            while (true) {
                try {
                    step.take();
                    TimeUnit.MILLISECONDS.sleep(1);
                } catch (Exception e) {
                    e.printStackTrace();
                    Runtime.getRuntime().halt(1);
                }
            }
        }
    }

    @Test
    void noEpochIsLostAndNoneIsSettledTwice() throws Exception {
        Migrations.run(database(directory, ""));
        try (EmbeddedChain chain = openChain(directory)) {
            EpochNode.registerMiners(chain, 3);
        }
        Random random = new Random(SEED);
        for (int kill = 0; kill < KILLS; kill++) {
            runAndKill(random.nextInt(4 * TEMPO));
        }
        runAndKill(8 * TEMPO);

        try (EmbeddedChain chain = openChain(directory)) {
            requireEveryEpochToBeAccountedFor(chain);
            requireTheChainToAgree(chain);
            requireNothingPaidTwice(chain);
        }
    }

    private void requireEveryEpochToBeAccountedFor(EmbeddedChain chain) throws Exception {
        Map<Long, String> phases = new TreeMap<>();
        List<String> lost = new ArrayList<>();
        query("SELECT epoch, phase, note FROM validator_epoch ORDER BY epoch", row -> {
            // In its first epoch a validator comes when it comes, and until a settlement it has no permit.
            boolean first = phases.isEmpty();
            phases.put(row.getLong(1), row.getString(2));
            if (row.getString(2).equals("skipped")
                    && !first
                    && !SkipReason.NO_PERMIT.note().equals(row.getString(3))) {
                lost.add("epoch " + row.getLong(1) + ": " + row.getString(3));
            }
        });
        assertThat(lost).as("seed %d", SEED).isEmpty();
        long first = phases.keySet().stream().min(Long::compare).orElseThrow();
        long last = chain.metagraph(soon()).epoch() - 1;
        assertThat(phases.keySet())
                .as("seed %d", SEED)
                .containsAll(LongStream.rangeClosed(first, last).boxed().toList());
        assertThat(phases.values()).filteredOn("settled"::equals).hasSizeGreaterThan(phases.size() * 2 / 3);
        // The last undisturbed epochs: nothing of an earlier one is left behind.
        assertThat(phases.entrySet().stream()
                        .filter(entry -> entry.getKey() < last - 2)
                        .map(Map.Entry::getValue))
                .as("seed %d", SEED)
                .containsOnly("settled", "skipped");
    }

    private void requireTheChainToAgree(EmbeddedChain chain) throws Exception {
        Map<Long, WeightsRevealed> revealedAt = new HashMap<>();
        Map<Long, Long> commits = new HashMap<>();
        for (Seen seen : events(chain)) {
            if (seen.event() instanceof WeightsRevealed revealed) {
                assertThat(revealedAt.put(seen.block(), revealed)).isNull();
            } else if (seen.event() instanceof WeightsCommitted) {
                commits.merge(seen.block(), 1L, Long::sum);
            }
        }
        assertThat(commits.values()).containsOnly(1L);
        List<Long> committed = new ArrayList<>();
        List<Long> revealed = new ArrayList<>();
        query(
                "SELECT epoch, weights, committed_block, revealed_block FROM validator_epoch"
                        + " WHERE committed_block IS NOT NULL ORDER BY epoch",
                row -> {
                    committed.add(row.getLong(3));
                    long block = row.getLong(4);
                    if (!row.wasNull()) {
                        revealed.add(block);
                        assertThat(revealedAt.get(block))
                                .as("weights of epoch %d", row.getLong(1))
                                .returns(WeightsJson.read(row.getString(2)), WeightsRevealed::weights);
                    }
                });
        // What the newest block brought may not have come to the rows yet.
        assertThat(commits.keySet()).containsAll(committed);
        assertThat(commits.size() - committed.size()).isBetween(0, 1);
        assertThat(committed).doesNotHaveDuplicates();
        assertThat(revealedAt.keySet()).containsAll(revealed);
        assertThat(revealedAt.size() - revealed.size()).isBetween(0, 1);
        assertThat(revealed).doesNotHaveDuplicates();
    }

    private void requireNothingPaidTwice(EmbeddedChain chain) throws Exception {
        List<ChainEvent> all = events(chain).stream().map(Seen::event).toList();
        var own = EpochNode.id(EpochNode.VALIDATOR);
        assertThat(all.stream()
                        .filter(event -> event instanceof NeuronRegistered registered
                                && registered.hotkey().equals(own)))
                .hasSize(1);
        assertThat(all.stream()
                        .filter(event -> event instanceof StakeChanged changed
                                && changed.hotkey().equals(own)
                                && changed.change() == EpochNode.STAKE))
                .hasSize(1);
        Map<String, Long> byState = new HashMap<>();
        query(
                "SELECT state, COUNT(*) FROM chain_intent GROUP BY state",
                row -> byState.put(row.getString(1), row.getLong(2)));
        long nonces = chain.nextNonce(own, soon()) + chain.nextNonce(EpochNode.id(EpochNode.COLDKEY), soon());
        assertThat(nonces - byState.getOrDefault("applied", 0L)).isBetween(0L, 1L);
        assertThat(byState.keySet().stream().filter("refused"::equals)).isEmpty();
        Metagraph metagraph = chain.metagraph(soon());
        assertThat(metagraph.byHotkey(own)).isPresent();
    }

    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    private void query(String sql, RowReader reader) throws SQLException {
        try (Connection connection = database(directory, "").getConnection();
                PreparedStatement query = connection.prepareStatement(sql);
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                reader.read(rows);
            }
        }
    }

    private record Seen(long block, ChainEvent event) {}

    private static List<Seen> events(EmbeddedChain chain) throws Exception {
        List<Seen> found = new ArrayList<>();
        long head = chain.head(soon()).number();
        for (long next = 0; next <= head; ) {
            BlockRange range = chain.blocks(next, BlockRange.MAX_BLOCKS, soon());
            for (Block block : range.blocks()) {
                block.events().forEach(event -> found.add(new Seen(block.number(), event)));
            }
            next = range.next();
        }
        return found;
    }

    /** Kills the node after about so many blocks. */
    private void runAndKill(int blocks) throws IOException, InterruptedException {
        Process node = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx96m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Node.class.getName(),
                        directory.toString())
                .redirectError(directory.resolve("node.log").toFile())
                .start();
        try (BufferedReader lines = node.inputReader()) {
            for (int i = 0; i <= blocks; i++) {
                assertThat(lines.readLine()).as("block %d of this run", i).isNotNull();
            }
        } finally {
            node.toHandle().destroyForcibly();
            assertThat(node.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static EmbeddedChain openChain(Path home) throws Exception {
        return EmbeddedChain.open(
                home.resolve("chain"), EpochNode.CHAIN, Hyperparameters.embedded(TEMPO), InstantSource.system());
    }

    /** @param options this test itself must not keep the file open, or the node couldn't */
    private static DataSource database(Path home, String options) {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:file:" + home.resolve("subnet") + ";WRITE_DELAY=0" + options);
        database.setUser("sa");
        database.setPassword("");
        return database;
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(30));
    }
}

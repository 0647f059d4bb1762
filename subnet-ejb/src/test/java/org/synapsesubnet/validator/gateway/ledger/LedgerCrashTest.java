package org.synapsesubnet.validator.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synapsesubnet.migrations.Migrations;

/** {@code kill -9} in the midst of settling, again and again on the same database. */
class LedgerCrashTest {

    private static final int KILLS = Integer.getInteger("synapse.test.kills", 20);

    @TempDir
    private Path directory;

    private final Set<String> settled = new HashSet<>();
    private final Set<String> streams = new HashSet<>();

    @Test
    void everyAcknowledgedRequestIsInTheLedgerExactlyOnce() throws Exception {
        String url = "jdbc:h2:file:" + directory.resolve("ledger") + ";WRITE_DELAY=0";
        JdbcConnectionPool before = JdbcConnectionPool.create(url, "sa", "");
        Migrations.run(before);
        before.dispose();
        long seed = System.nanoTime();
        Random random = new Random(seed);

        for (int i = 0; i < KILLS; i++) {
            runAndKill(url, 1 + random.nextInt(400));
        }

        JdbcConnectionPool database = JdbcConnectionPool.create(url, "sa", "");
        try {
            new CrashRecovery(database, LedgerChild.settings().node()).run(Instant.now());
            assertThat(settled).as("seed %d", seed).hasSizeGreaterThan(KILLS);
            assertThat(ids(database, "finished")).doesNotHaveDuplicates().containsAll(settled);
            assertThat(ids(database, "recovered")).doesNotHaveDuplicates().isSubsetOf(streams);
            assertThat(ids(database, "recovered"))
                    .as("streams that had a progress row")
                    .isNotEmpty();
            assertThat(count(database, "select count(*) from usage_progress")).isZero();
            assertThat(count(database, "select count(*) from usage_slab where state = 'open'"))
                    .isZero();
            assertThat(count(database, "select sum(used) from usage_slab"))
                    .isEqualTo(count(database, "select sum(prompt_tokens + completion_tokens) from usage_record"));
            assertThat(count(
                            database, "select count(*) from usage_record where prompt_tokens + completion_tokens <= 0"))
                    .isZero();
        } finally {
            database.dispose();
        }
    }

    /** Runs a child until it has acknowledged so many settlements, then kills it; what it still said counts. */
    private void runAndKill(String url, int settlements) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LedgerChild.class.getName(),
                        url))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines = child.inputReader()) {
            int seen = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split(" ");
                // The last line may be cut off by the kill: then nobody was told.
                if (words.length == 2 && words[1].length() == 36) {
                    ("settled".equals(words[0]) ? settled : streams).add(words[1]);
                    seen++;
                }
                if (seen == settlements) {
                    // By its handle: Process.destroyForcibly would close the stream with what it still said.
                    child.toHandle().destroyForcibly();
                }
            }
        } finally {
            child.destroyForcibly();
            child.waitFor();
        }
    }

    private static List<String> ids(DataSource database, String outcome) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("select id from usage_record where outcome = '" + outcome + "'")) {
            var ids = new ArrayList<String>();
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
            return ids;
        }
    }

    private static long count(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}

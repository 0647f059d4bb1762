package org.synapsesubnet.validator.gateway.ledger;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.h2.jdbcx.JdbcConnectionPool;

/**
 * A process to be killed: settles requests as fast as it can, keeps some streams running, and prints a line for each
 * request only when its settlement is durable, as a gateway sends its last chunk only then.
 */
final class LedgerChild {

    private static final int WORKERS = 8;
    private static final int STREAMS = 4;

    private LedgerChild() {}

    /** @param arguments the database's URL */
    public static void main(String[] arguments) throws Exception {
        JdbcConnectionPool database = JdbcConnectionPool.create(arguments[0], "sa", "");
        UsageLedger ledger = new UsageLedger(database, settings(), Clock.systemUTC());
        PrintStream acknowledgements = System.out;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            ledger.start(threads);
            for (int i = 0; i < WORKERS; i++) {
                threads.execute(() -> settleForEver(ledger, acknowledgements));
            }
            for (int i = 0; i < STREAMS; i++) {
                RunningRequest stream = ledger.reserve(subject("streamer", true), 100);
                stream.servedBy("miner", "0x" + "0".repeat(40));
                stream.progress(7, 5);
                say(acknowledgements, "stream " + stream.id());
            }
            while (true) {
                LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
                ledger.beat();
            }
        }
    }

    static LedgerSettings settings() {
        return new LedgerSettings("child", 1_000, 1_000, Duration.ofSeconds(5), Duration.ofMillis(10));
    }

    static UsageSubject subject(String account, boolean streamed) {
        return new UsageSubject(account, "", "openai", "tiny:latest", streamed);
    }

    private static void settleForEver(UsageLedger ledger, PrintStream acknowledgements) {
        try {
            while (true) {
                RunningRequest request = ledger.reserve(subject("worker", false), 20);
                ledger.await(ledger.settle(request, Outcome.FINISHED, new TokenCount(3, 4, false)));
                say(acknowledgements, "settled " + request.id());
            }
        } catch (LedgerUnavailableException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void say(PrintStream out, String line) {
        out.println(line);
        out.flush();
    }
}

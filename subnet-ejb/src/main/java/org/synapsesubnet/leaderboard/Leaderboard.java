package org.synapsesubnet.leaderboard;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.synapsesubnet.api.identity.Hotkey;
import org.synapsesubnet.chain.api.ChainIdentity;
import org.synapsesubnet.chain.api.KeyId;
import org.synapsesubnet.chain.api.Metagraph;
import org.synapsesubnet.platform.concurrent.Fresh;
import org.synapsesubnet.validator.gateway.Gateway;
import org.synapsesubnet.validator.gateway.routing.MinerView;

/** Who earns what and why, for pages and REST. The board is read at most once a second, however many look at it. */
public class Leaderboard {

    /** Scores in a history, rows of pay in a file. */
    public static final int HISTORY = 20;

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final DataSource database;
    private final Supplier<Optional<Metagraph>> metagraph;
    private final Gateway gateway;
    private final Hotkey validator;
    private final InstantSource clock;
    private final ScoreReads scores;
    private final StandingReads standings;
    private final EpochReads epochs;
    private final Fresh<Board> board;

    Leaderboard(
            DataSource database,
            Supplier<Optional<Metagraph>> metagraph,
            Gateway gateway,
            Hotkey validator,
            ChainIdentity chain,
            InstantSource clock) {
        this.database = database;
        this.metagraph = metagraph;
        this.gateway = gateway;
        this.validator = validator;
        this.clock = clock;
        this.scores = new ScoreReads(validator, chain);
        this.standings = new StandingReads(chain);
        this.epochs = new EpochReads(validator, chain);
        this.board = new Fresh<>(this::readBoard, INTERVAL, clock);
    }

    /** The board, at most a second old. */
    public Board board() {
        return board.get();
    }

    private Board readBoard() {
        Instant now = clock.instant();
        Optional<Metagraph> latest = metagraph.get();
        if (latest.isEmpty()) {
            return new Board(now, -1, 0, List.of(), List.of());
        }
        Map<String, MinerView> miners = gateway.miners().stream()
                .collect(Collectors.toMap(MinerView::hotkey, Function.identity(), (one, other) -> one));
        return read(connection -> new Ranking(
                        scores.latest(connection, HISTORY),
                        standings.present(connection),
                        hotkey -> Optional.ofNullable(miners.get(hotkey)),
                        hotkey -> gateway.usage().totals().ofMiner(hotkey).completionTokens(),
                        validator.address())
                .of(latest.get(), now));
    }

    /** All that is known of one hotkey; empty for one that was never heard of. */
    public Optional<NeuronFile> neuron(Hotkey hotkey) {
        return read(connection -> {
            Optional<NeuronFile.Standing> standing = standings.of(connection, hotkey.address());
            var neuron = metagraph.get().flatMap(latest -> latest.byHotkey(KeyId.ofAddress(hotkey.address())));
            if (standing.isEmpty() && neuron.isEmpty()) {
                return Optional.empty();
            }
            List<PublishedScore> published = scores.ofMiner(connection, hotkey, HISTORY);
            return Optional.of(new NeuronFile(
                    hotkey.address(),
                    standing,
                    neuron,
                    published,
                    standings.pay(connection, hotkey.address(), HISTORY),
                    published.isEmpty()
                            ? List.of()
                            : scores.challenges(
                                    connection, hotkey, published.getFirst().epoch())));
        });
    }

    /** An epoch that this validator has a row of, or that the chain has settled; empty otherwise. */
    public Optional<EpochFile> epoch(long epoch) {
        return read(connection -> {
            Optional<EpochFile> found = epochs.find(connection, epoch).stream().findFirst();
            Optional<EpochFile.Settlement> settlement = standings.settlement(connection, epoch);
            if (found.isEmpty() && settlement.isEmpty()) {
                return Optional.empty();
            }
            EpochFile own = found.orElse(new EpochFile(epoch, null, null, null, null, null));
            return Optional.of(
                    new EpochFile(epoch, own.phase(), own.note(), own.work(), own.secrets(), settlement.orElse(null)));
        });
    }

    /** This validator's epochs, newest first and without settlements. */
    public List<EpochFile> epochs(int offset, int limit) {
        return read(connection -> epochs.page(connection, offset, limit));
    }

    /** How many epochs this validator has rows of. */
    public long countEpochs() {
        return read(epochs::count);
    }

    private interface Reading<T> {
        T from(Connection connection) throws SQLException;
    }

    private <T> T read(Reading<T> reading) {
        try (Connection connection = database.getConnection()) {
            return reading.from(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("the leaderboard can't be read", e);
        }
    }
}

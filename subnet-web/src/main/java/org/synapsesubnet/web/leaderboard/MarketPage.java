package org.synapsesubnet.web.leaderboard;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.leaderboard.Board;
import org.synapsesubnet.leaderboard.Leaderboard;

/**
 * Backs {@code market.xhtml}: one board per rendering. It has getters because Expression Language 5 doesn't know records.
 */
@Named("market")
@RequestScoped
public class MarketPage {

    @Inject
    private Leaderboard leaderboard;

    @Inject
    private PageAudience audience;

    @SuppressWarnings("NullAway.Init") // set by read() before the page asks
    private Board board;

    @PostConstruct
    void read() {
        board = leaderboard.board();
    }

    /** Sends away who may not see the page. */
    public void admit() {
        audience.admit();
    }

    public String getReadAt() {
        return board.readAt().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    public String getBlock() {
        return board.block() < 0 ? Figures.NOTHING_YET : Figures.grouped(board.block());
    }

    public long getEpoch() {
        return board.epoch();
    }

    public List<Board.MinerLine> getMiners() {
        return board.miners();
    }

    public List<Board.ValidatorLine> getValidators() {
        return board.validators();
    }

    public long getScored() {
        return board.miners().stream().filter(miner -> miner.score() != null).count();
    }

    /** What miners and validators got for the last settled epoch, in coins. */
    public String getEmission() {
        return Figures.coins(
                board.miners().stream().mapToLong(Board.MinerLine::pay).sum()
                        + board.validators().stream()
                                .mapToLong(Board.ValidatorLine::pay)
                                .sum());
    }

    public String score(@Nullable Integer millionths) {
        return Figures.millionths(millionths);
    }

    public String change(@Nullable Integer millionths) {
        return Figures.change(millionths);
    }

    public String coins(long rao) {
        return Figures.coins(rao);
    }

    public String percent(int u16) {
        return Figures.percent(u16);
    }

    public String grouped(long count) {
        return Figures.grouped(count);
    }

    public String sparkline(List<Integer> scores) {
        return Figures.sparkline(scores);
    }

    /** The first and last digits of a hotkey, enough to tell it from others. */
    public String brief(String hotkey) {
        return hotkey.substring(0, 8) + "…" + hotkey.substring(hotkey.length() - 4);
    }
}

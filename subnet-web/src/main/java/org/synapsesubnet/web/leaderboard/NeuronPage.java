package org.synapsesubnet.web.leaderboard;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.identity.Hotkey;
import org.synapsesubnet.chain.api.NeuronInfo;
import org.synapsesubnet.leaderboard.Leaderboard;
import org.synapsesubnet.leaderboard.NeuronFile;
import org.synapsesubnet.leaderboard.PublishedScore;

/** Backs {@code neuron.xhtml}: one hotkey, and why it has the score it has. */
@Named("neuronPage")
@RequestScoped
public class NeuronPage {

    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;

    @Inject
    private Leaderboard leaderboard;

    @Inject
    private PageAudience audience;

    private @Nullable NeuronFile file;
    private String problem = "";

    /** Sends away who may not see the page, and reads what the address asks for. */
    public void read() {
        audience.admit();
        FacesContext faces = FacesContext.getCurrentInstance();
        if (faces.getResponseComplete()) {
            return;
        }
        String asked = faces.getExternalContext().getRequestParameterMap().get("hotkey");
        try {
            Hotkey hotkey = Hotkey.parse(asked == null ? "" : asked);
            file = leaderboard.neuron(hotkey).orElse(null);
            if (file == null) {
                refuse(faces, NOT_FOUND, "Nobody has registered this hotkey since this validator listens.");
            }
        } catch (IllegalArgumentException e) {
            refuse(faces, BAD_REQUEST, "A hotkey is 0x and 40 hexadecimal digits.");
        }
    }

    private void refuse(FacesContext faces, int status, String why) {
        faces.getExternalContext().setResponseStatus(status);
        problem = why;
    }

    public String getProblem() {
        return problem;
    }

    public boolean isFound() {
        return file != null;
    }

    private NeuronFile found() {
        NeuronFile read = file;
        if (read == null) {
            throw new IllegalStateException("asked of a neuron that wasn't found");
        }
        return read;
    }

    public String getHotkey() {
        return found().hotkey();
    }

    public String getUid() {
        return found().neuron().map(neuron -> String.valueOf(neuron.uid())).orElse("none now");
    }

    public String getColdkey() {
        return found().neuron().map(neuron -> neuron.coldkey().toString()).orElse(Figures.NOTHING_YET);
    }

    public String getAxon() {
        return found().neuron()
                .flatMap(NeuronInfo::axon)
                .map(LeaderboardViews::hostAndPort)
                .orElse("none announced");
    }

    public String getStake() {
        return found().neuron().map(neuron -> Figures.coins(neuron.stake())).orElse(Figures.NOTHING_YET);
    }

    public String getEarned() {
        return Figures.coins(found().standing()
                .map(standing -> standing.minerPay() + standing.validatorPay())
                .orElse(0L));
    }

    public boolean isScored() {
        return newest().isPresent();
    }

    public String getScore() {
        return Figures.millionths(newest().map(PublishedScore::score).orElse(null));
    }

    /** Why the newest score is what it is, in one sentence. */
    public String getVerdict() {
        return newest().map(score -> new ScoreWords(score).verdict())
                .orElse("No score was published yet: scores come with the reveal of their epoch's weights.");
    }

    public List<ScoreWords.Term> getTerms() {
        return newest().map(score -> new ScoreWords(score).terms()).orElse(List.of());
    }

    public List<NeuronFile.ChallengeLine> getChallenges() {
        return found().challenges();
    }

    public List<PublishedScore> getScores() {
        return found().scores();
    }

    public List<NeuronFile.EpochPay> getPay() {
        return found().pay();
    }

    public String getHistory() {
        return Figures.sparkline(
                found().scores().reversed().stream().map(PublishedScore::score).toList());
    }

    public String score(@Nullable Integer millionths) {
        return Figures.millionths(millionths);
    }

    public String coins(long rao) {
        return Figures.coins(rao);
    }

    public String percent(int u16) {
        return Figures.percent(u16);
    }

    public String millis(long nanos) {
        return Figures.millis(nanos);
    }

    /** Tokens of the trusted reference that the miner drew too. */
    public String matched(NeuronFile.ChallengeLine line) {
        return line.comparedTokens() == null
                ? Figures.NOTHING_YET
                : line.matchedTokens() + " of " + line.comparedTokens();
    }

    /** Median difference of log-probabilities from the reference's, in nat. */
    public String error(NeuronFile.ChallengeLine line) {
        return line.logprobError() == null
                ? Figures.NOTHING_YET
                : String.format(Locale.ROOT, "%.4f nat", line.logprobError() / 1e6);
    }

    private Optional<PublishedScore> newest() {
        return found().scores().stream().findFirst();
    }
}

package org.synapsesubnet.axon.membership;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.synapsesubnet.api.identity.Hotkey;
import org.synapsesubnet.api.identity.HotkeySigner;
import org.synapsesubnet.chain.api.AxonEndpoint;
import org.synapsesubnet.chain.api.ChainCommand.AnnounceAxon;
import org.synapsesubnet.chain.api.ChainCommand.DeregisterNeuron;
import org.synapsesubnet.chain.api.ChainCommand.DrawFaucet;
import org.synapsesubnet.chain.api.ChainCommand.RegisterNeuron;
import org.synapsesubnet.chain.api.ChainIdentity;
import org.synapsesubnet.chain.api.KeyId;

/**
 * Makes a miner a neuron and keeps it one: registers its hotkey, announces where it serves when the chain says something
 * else, and learns whom to serve. It looks every few seconds and takes at most one step at each look, so it may be
 * started anew at any moment, and beside others that use the same coldkey.
 */
public final class Membership implements AutoCloseable {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);
    private static final Duration CONNECT_DEADLINE = Duration.ofSeconds(5);
    private static final int JITTER_MILLIS = 500;
    private static final int LEAVE_TRIES = 10;

    private final Plan plan;
    private final ChainClient chain;
    private final Consumer<Map<Hotkey, Long>> validators;
    private final Consumer<String> says;
    private final HttpClient http;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("membership").factory());
    private Duration pause = BETWEEN_LOOKS;
    private String lastSaid = "";
    private boolean wasMember;

    /**
     * What is to be reached.
     *
     * @param chain base address of the application that has the chain
     * @param identity chain and subnet
     * @param hotkey the miner's
     * @param coldkey pays for the registration and owns the neuron
     * @param endpoint where the axon serves
     * @param known where it is remembered whom the chain named last
     * @param registerAgain whether to register again when the neuron was lost while this runs
     */
    public record Plan(
            URI chain,
            ChainIdentity identity,
            HotkeySigner hotkey,
            HotkeySigner coldkey,
            AxonEndpoint endpoint,
            KnownValidators known,
            boolean registerAgain) {

        /** @throws IllegalArgumentException when the chain's address isn't one of HTTP */
        public Plan {
            if (!("http".equals(chain.getScheme()) || "https".equals(chain.getScheme())) || chain.getHost() == null) {
                throw new IllegalArgumentException("chain must be http://host:port, not " + chain);
            }
        }
    }

    /**
     * @param validators hears whom to serve and what they have at stake, rao, whenever the chain was asked
     * @param says hears one plain line for each step and each obstacle
     */
    public Membership(Plan plan, Consumer<Map<Hotkey, Long>> validators, Consumer<String> says) {
        this.plan = plan;
        this.validators = validators;
        this.says = says;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_DEADLINE)
                .build();
        this.chain = new ChainClient(http, plan.chain());
    }

    /** Serves whom the chain named last, and begins to look, now and again and again. */
    public void start() {
        try {
            validators.accept(plan.known().load());
        } catch (IOException e) {
            say("whom the chain named last can't be read: " + e.getMessage());
        }
        looks.execute(this::lookAndGoOn);
    }

    /**
     * Ends the neuron.
     *
     * @throws IOException when the chain can't be reached or refuses
     */
    public void leave() throws IOException, InterruptedException {
        for (int more = LEAVE_TRIES - 1; !tryToLeave(more); more--) {
            TimeUnit.MILLISECONDS.sleep(
                    JITTER_MILLIS + ThreadLocalRandom.current().nextLong(JITTER_MILLIS));
        }
    }

    /** False when another program with the same coldkey was faster. */
    private boolean tryToLeave(int triesLeft) throws IOException, InterruptedException {
        try {
            chain.submit(plan.identity(), plan.coldkey(), new DeregisterNeuron(id(plan.hotkey())));
            return true;
        } catch (RefusedByChainException e) {
            if (e.isAboutTheNonce() && triesLeft > 0) {
                return false;
            }
            throw new IOException("the chain refused: " + e.getMessage(), e);
        }
    }

    private void lookAndGoOn() {
        try {
            pause = step() ? BETWEEN_LOOKS : longer(pause);
        } catch (IOException e) {
            say("the chain at " + plan.chain() + " can't be reached: " + e);
            pause = BETWEEN_LOOKS;
        } catch (InterruptedException e) {
            return;
        } catch (RuntimeException e) {
            // Whatever it is, a miner must not drop out of its subnet without a word.
            say("looking at the chain failed: " + e);
            pause = BETWEEN_LOOKS;
        }
        long jitter = ThreadLocalRandom.current().nextLong(JITTER_MILLIS);
        var unused = looks.schedule(this::lookAndGoOn, pause.toMillis() + jitter, TimeUnit.MILLISECONDS);
    }

    /** Looks, and takes the next step that is missing. False when something stands in the way. */
    boolean step() throws IOException, InterruptedException {
        ChainState state = chain.state();
        if (!state.chainId().equals(plan.identity().chainId())
                || state.netuid() != plan.identity().netuid()) {
            say("the chain at " + plan.chain() + " is " + state.chainId() + "/" + state.netuid() + ", not "
                    + plan.identity());
            return false;
        }
        Map<Hotkey, Long> named = state.validators();
        validators.accept(named);
        remember(named);
        Optional<ChainState.Member> own = state.member(plan.hotkey().hotkey());
        try {
            if (own.isEmpty()) {
                return register(state);
            }
            wasMember = true;
            if (!own.get().axon().equals(announced())) {
                chain.submit(plan.identity(), plan.hotkey(), new AnnounceAxon(plan.endpoint()));
                say("announced " + plan.endpoint().address() + ":"
                        + plan.endpoint().port());
            }
            return true;
        } catch (RefusedByChainException e) {
            if (e.meansAnotherWasFaster()) {
                return true;
            }
            say("the chain refused: " + e.getMessage());
            return false;
        }
    }

    /** What can't be remembered costs a later start some seconds, and nothing now. */
    private void remember(Map<Hotkey, Long> named) {
        try {
            plan.known().remember(named);
        } catch (IOException e) {
            say("whom the chain names can't be remembered: " + e);
        }
    }

    private boolean register(ChainState state) throws IOException, InterruptedException, RefusedByChainException {
        if (wasMember && !plan.registerAgain()) {
            say("the neuron " + plan.hotkey().hotkey()
                    + " is no more; start with --register-again to register it anew");
            return false;
        }
        if (chain.balance(plan.coldkey().hotkey()) < state.registrationCost()) {
            if (state.faucet() == 0) {
                say("the coldkey " + plan.coldkey().hotkey() + " needs " + state.registrationCost()
                        + " rao for the registration");
                return false;
            }
            drawFaucet();
        }
        chain.submit(plan.identity(), plan.coldkey(), new RegisterNeuron(id(plan.hotkey())));
        say("registered the hotkey " + plan.hotkey().hotkey());
        return true;
    }

    /** Another process with the same coldkey may be faster, which is as well. */
    private void drawFaucet() throws IOException, InterruptedException, RefusedByChainException {
        try {
            chain.submit(plan.identity(), plan.coldkey(), new DrawFaucet());
        } catch (RefusedByChainException e) {
            if (!e.refusal().equals("FAUCET_USED")) {
                throw e;
            }
        }
    }

    private String announced() {
        AxonEndpoint endpoint = plan.endpoint();
        return ChainState.Member.axon(
                endpoint.address(),
                endpoint.port(),
                endpoint.certificateDigest(),
                endpoint.key().toString());
    }

    /** The same obstacle is worth one line. */
    private void say(String line) {
        if (!line.equals(lastSaid)) {
            lastSaid = line;
            says.accept(line);
        }
    }

    private static Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }

    private static KeyId id(HotkeySigner key) {
        return KeyId.ofAddress(key.hotkey().address());
    }

    @Override
    public void close() {
        looks.shutdownNow();
        http.shutdownNow();
    }
}

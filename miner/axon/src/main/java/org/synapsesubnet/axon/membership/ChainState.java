package org.synapsesubnet.axon.membership;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.identity.Hotkey;

/**
 * What a miner needs to know of the chain.
 *
 * @param chainId name of the chain
 * @param netuid number of the subnet on it
 * @param block number of the newest final block
 * @param registrationCost rao
 * @param faucet starting amount of each account, rao; 0 for none
 * @param stakeThreshold stake that a validator needs, rao
 * @param neurons all of them
 */
record ChainState(
        String chainId,
        int netuid,
        long block,
        long registrationCost,
        long faucet,
        long stakeThreshold,
        List<Member> neurons) {

    ChainState {
        neurons = List.copyOf(neurons);
    }

    /**
     * A neuron.
     *
     * @param axon what was announced, in the form of {@link #axon(String, long, String, String)}; empty while nothing was
     * @param stake rao
     */
    record Member(Hotkey hotkey, String axon, long stake, boolean validatorPermit) {

        Member {
            if (stake < 0) {
                throw new IllegalArgumentException("stake must not be negative, but is " + stake);
            }
        }

        /** All of an announcement in one text, to compare. */
        static String axon(String address, long port, String digest, String key) {
            return String.join(" ", address, String.valueOf(port), digest, key);
        }
    }

    /** @throws IOException when an answer lacks something */
    static ChainState of(Map<String, @Nullable Object> chain, Map<String, @Nullable Object> metagraph)
            throws IOException {
        try {
            Map<?, ?> rules = (Map<?, ?>) Objects.requireNonNull(chain.get("rules"), "rules");
            List<Member> members = new ArrayList<>();
            for (Object neuron : (List<?>) Objects.requireNonNull(metagraph.get("neurons"), "neurons")) {
                members.add(member((Map<?, ?>) neuron));
            }
            return new ChainState(
                    text(chain, "chainId"),
                    (int) number(chain, "netuid"),
                    number(metagraph, "block"),
                    number(rules, "registrationCost"),
                    number(rules, "faucet"),
                    number(rules, "stakeThreshold"),
                    members);
        } catch (ClassCastException | NullPointerException | IllegalArgumentException e) {
            throw new IOException("the chain's answer can't be read: " + e.getMessage(), e);
        }
    }

    private static Member member(Map<?, ?> neuron) {
        Object axon = neuron.get("axon");
        return new Member(
                Hotkey.parse(text(neuron, "hotkey")),
                axon instanceof Map<?, ?> announced
                        ? Member.axon(
                                text(announced, "address"),
                                number(announced, "port"),
                                text(announced, "certificateDigest"),
                                text(announced, "key"))
                        : "",
                number(neuron, "stake"),
                Boolean.TRUE.equals(neuron.get("validatorPermit")));
    }

    private static String text(Map<?, ?> object, String name) {
        return (String) Objects.requireNonNull(object.get(name), name);
    }

    private static long number(Map<?, ?> object, String name) {
        return (Long) Objects.requireNonNull(object.get(name), name);
    }

    Optional<Member> member(Hotkey hotkey) {
        return neurons.stream().filter(neuron -> neuron.hotkey().equals(hotkey)).findFirst();
    }

    /**
     * Whom to serve: neurons that may send weights. Before the first settlement nobody may, though validators must
     * already ask to have something to weigh: then those whose stake is enough for it. Each with its stake, rao.
     */
    Map<Hotkey, Long> validators() {
        boolean permitsAreOut = neurons.stream().anyMatch(Member::validatorPermit);
        return neurons.stream()
                .filter(neuron -> permitsAreOut
                        ? neuron.validatorPermit()
                        : neuron.stake() > 0 && neuron.stake() >= stakeThreshold)
                .collect(Collectors.toUnmodifiableMap(Member::hotkey, Member::stake, Math::max));
    }
}

package org.synapsesubnet.validator.verification;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.validator.gateway.ledger.TokenCount;
import org.synapsesubnet.validator.gateway.relay.DirectAnswer;

/** Writes what a verdict rests on as JSON, so that a miner's owner can follow it. */
final class Evidence {

    private static final int LONGEST_TEXT = 4_000;

    private Evidence() {}

    static String of(DirectAnswer answer, Judge.Opinion opinion, Optional<Agreement> agreement, List<Check> checks) {
        ObjectNode node = OllamaClient.JSON.createObjectNode();
        node.put("answer", shortened(answer.text()));
        node.put("doneReason", answer.doneReason());
        putCounts(node.putObject("claimed"), answer.claimed());
        ReferenceAnswer reference = opinion.answer();
        if (reference == null) {
            node.put("notChecked", opinion.silence());
        } else {
            node.put("reference", shortened(reference.text()));
            node.putObject("counted")
                    .put("prompt", reference.promptTokens())
                    .put("completion", reference.completionTokens());
        }
        agreement.ifPresent(found -> {
            node.put("comparedTokens", found.compared()).put("matchedTokens", found.matched());
            if (!found.whole()) {
                node.put("firstOther", found.matched());
            }
        });
        putProbes(node.putArray("probes"), opinion.probes());
        ArrayNode list = node.putArray("checks");
        checks.forEach(check -> list.addObject()
                .put("name", check.name())
                .put("passed", check.passed())
                .put("detail", check.detail()));
        return storable(node.toString());
    }

    private static void putCounts(ObjectNode node, @Nullable TokenCount tokens) {
        if (tokens != null) {
            node.put("prompt", tokens.prompt()).put("completion", tokens.completion());
        }
    }

    private static void putProbes(ArrayNode list, List<Probe> probes) {
        probes.forEach(probe -> list.addObject()
                .put("position", probe.position())
                .put("token", probe.token())
                .put("claimed", probe.claimed())
                .put("reference", probe.reference())
                .put("atMost", probe.bound()));
    }

    /** Half a character, as a miner may send it or a cut leave it, is nothing that a database takes. */
    private static String storable(String text) {
        return new String(text.getBytes(UTF_8), UTF_8);
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
    }
}

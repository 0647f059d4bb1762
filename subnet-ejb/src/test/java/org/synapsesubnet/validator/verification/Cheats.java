package org.synapsesubnet.validator.verification;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.synapsesubnet.validator.verification.CheatingEngine.Cheat;

/** What dishonest miners do to save work or to be paid for more of it. */
final class Cheats {

    private Cheats() {}

    /** Makes half of what was asked for and says that the model had no more to say. */
    static Cheat truncating() {
        return new Cheat(
                question -> {
                    ObjectNode options = (ObjectNode) question.path("options");
                    options.put("num_predict", options.path("num_predict").asInt() / 2);
                    return question;
                },
                lines -> {
                    lines.getLast().put("done_reason", "stop");
                    return lines;
                });
    }

    /** Answers everything with its first answer, which was honest. */
    static Cheat replaying() {
        AtomicReference<List<ObjectNode>> first = new AtomicReference<>();
        return Cheat.withAnswer(lines -> {
            first.compareAndSet(null, lines);
            return first.get();
        });
    }

    /** Answers honestly and counts double. */
    static Cheat inflating() {
        return Cheat.withAnswer(lines -> {
            ObjectNode end = lines.getLast();
            end.put("eval_count", 2 * end.path("eval_count").asLong());
            return lines;
        });
    }

    /** Has one text for all, with log-probabilities as they might be. */
    static Cheat canned() {
        List<String> words =
                List.of("That", " is", " a", " very", " good", " question", " indeed", ",", " my", " friend");
        return Cheat.withAnswer(lines -> {
            ObjectNode end = lines.getLast();
            List<ObjectNode> answer = new ArrayList<>();
            for (String word : words) {
                ObjectNode line = end.deepCopy();
                line.remove(List.of("done_reason", "eval_count", "prompt_eval_count"));
                ((ObjectNode) line.path("message")).put("content", word);
                line.putArray("logprobs").addObject().put("token", word).put("logprob", -0.7);
                answer.add(line.put("done", false));
            }
            answer.add(end.put("done_reason", "stop").put("eval_count", words.size()));
            return answer;
        });
    }

    /** Passes the question on and the answer back: somebody else works for it. */
    static Cheat relaying() {
        return Cheat.withAnswer(lines -> lines);
    }
}

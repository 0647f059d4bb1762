package org.synapsesubnet.engine.generation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.synapsesubnet.engine.generation.PromptText.Part;
import org.synapsesubnet.engine.tokenizer.BpeTokenizer;

/** Makes the tokens of a prompt for one model; texts too long for the context are refused with their token count. */
public final class Prompts {

    private final BpeTokenizer tokenizer;
    private final ChatTemplate template;
    private final String system;

    /** @param system the system text of conversations that begin without one; may be empty */
    public Prompts(BpeTokenizer tokenizer, ChatTemplate template, String system) {
        this.tokenizer = tokenizer;
        this.template = template;
        this.system = system;
    }

    /** A conversation whose next turn is the assistant's. */
    public int[] conversation(List<ChatMessage> messages, int context) {
        return template.render(withSystem(messages)).tokens(tokenizer, context);
    }

    private List<ChatMessage> withSystem(List<ChatMessage> messages) {
        boolean own = !messages.isEmpty() && messages.getFirst().role().equals("system");
        if (system.isEmpty() || own) {
            return messages;
        }
        var all = new ArrayList<ChatMessage>();
        all.add(new ChatMessage("system", system));
        all.addAll(messages);
        return all;
    }

    /** What {@link #conversation} makes tokens of. */
    public String rendered(List<ChatMessage> messages) {
        return template.render(withSystem(messages)).text();
    }

    /**
     * A single question, in the template as a turn of the user's, after tokens of an earlier answer.
     *
     * @param instead the system text in the place of the model's; may be empty
     */
    public int[] question(int[] earlier, String instead, String question, int context) {
        List<ChatMessage> messages = new ArrayList<>();
        if (!instead.isEmpty()) {
            messages.add(new ChatMessage("system", instead));
        }
        messages.add(new ChatMessage("user", question));
        int[] added = conversation(messages, context);
        return IntStream.concat(IntStream.of(earlier), IntStream.of(added)).toArray();
    }

    /** A text that the caller has put into the model's form; names of control tokens mean these tokens. */
    public int[] raw(String text, int context) {
        return new PromptText(List.of(Part.control(text))).tokens(tokenizer, context);
    }
}

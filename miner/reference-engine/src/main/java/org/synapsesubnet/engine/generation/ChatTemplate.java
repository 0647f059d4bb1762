package org.synapsesubnet.engine.generation;

import java.util.ArrayList;
import java.util.List;
import org.synapsesubnet.engine.generation.PromptText.Part;
import org.synapsesubnet.engine.tokenizer.Vocabulary;

/**
 * How turns are written for a model. Files carry a Jinja program; like llama.cpp without Jinja, we recognise the family
 * by its marks and write the turns ourselves.
 */
public enum ChatTemplate {
    /** OpenAI's ChatML, used by many families. */
    CHATML {
        @Override
        PromptText render(List<ChatMessage> messages) {
            List<Part> parts = new ArrayList<>();
            for (ChatMessage message : messages) {
                parts.add(Part.control("<|im_start|>" + message.role() + "\n"));
                parts.add(Part.plain(message.content()));
                parts.add(Part.control("<|im_end|>\n"));
            }
            parts.add(Part.control("<|im_start|>assistant\n"));
            return new PromptText(parts);
        }
    },
    /** Llama 3. */
    LLAMA3 {
        @Override
        PromptText render(List<ChatMessage> messages) {
            List<Part> parts = new ArrayList<>();
            for (ChatMessage message : messages) {
                parts.add(Part.control("<|start_header_id|>" + message.role() + "<|end_header_id|>\n\n"));
                parts.add(Part.plain(message.content().strip()));
                parts.add(Part.control("<|eot_id|>"));
            }
            parts.add(Part.control("<|start_header_id|>assistant<|end_header_id|>\n\n"));
            return new PromptText(parts);
        }
    },
    /** For models that know no turns: one paragraph each. */
    PLAIN {
        @Override
        PromptText render(List<ChatMessage> messages) {
            List<Part> parts = new ArrayList<>();
            for (ChatMessage message : messages) {
                parts.add(Part.plain(message.content() + "\n\n"));
            }
            return new PromptText(parts);
        }
    };

    /** Writes the turns and opens the assistant's. */
    abstract PromptText render(List<ChatMessage> messages);

    /** The family whose marks the vocabulary has. */
    public static ChatTemplate of(Vocabulary vocabulary) {
        if (vocabulary.id("<|im_start|>").isPresent()) {
            return CHATML;
        }
        return vocabulary.id("<|start_header_id|>").isPresent() ? LLAMA3 : PLAIN;
    }
}

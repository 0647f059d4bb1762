package org.synapsesubnet.tests.servers;

import java.io.IOException;
import java.util.stream.Stream;

/** A question whose answer comes token by token, the same each time, as each face spells it. */
enum StreamedQuestion {
    OPENAI("/v1/chat/completions", "data: {", """
            {"model":"tiny","stream":true,"temperature":0,"max_tokens":%d,
             "messages":[{"role":"user","content":"Hello"}]}"""),
    OLLAMA("/api/chat", "{", """
            {"model":"tiny","options":{"temperature":0,"num_predict":%d},
             "messages":[{"role":"user","content":"Hello"}]}""");

    private final String path;
    private final String chunkStart;
    private final String template;

    StreamedQuestion(String path, String chunkStart, String template) {
        this.path = path;
        this.chunkStart = chunkStart;
        this.template = template;
    }

    /** The answer's chunks as they come, without signs of life between them; to be closed. */
    Stream<String> ask(Face face, int tokens) throws IOException, InterruptedException {
        return face.streamAsOperator(path, template.formatted(tokens)).filter(line -> line.startsWith(chunkStart));
    }
}

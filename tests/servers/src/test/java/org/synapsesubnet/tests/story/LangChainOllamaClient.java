package org.synapsesubnet.tests.story;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.ollama.OllamaStreamingChatModel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** The unmodified LangChain4j client of Ollama. */
final class LangChainOllamaClient {

    private final OllamaStreamingChatModel model;

    LangChainOllamaClient(String url, String apiKey) {
        model = OllamaStreamingChatModel.builder()
                .baseUrl(url)
                .modelName("tiny")
                .customHeaders(Map.of("Authorization", "Bearer " + apiKey))
                .numPredict(24)
                .seed(7)
                .timeout(Duration.ofSeconds(60))
                .build();
    }

    /** What a streamed answer was. */
    record Answer(List<String> pieces, ChatResponse whole) {}

    Answer stream() throws Exception {
        List<String> pieces = new CopyOnWriteArrayList<>();
        CompletableFuture<ChatResponse> done = new CompletableFuture<>();
        model.chat("Say something.", new StreamingChatResponseHandler() {
            @Override
            public void onPartialResponse(String piece) {
                pieces.add(piece);
            }

            @Override
            public void onCompleteResponse(ChatResponse response) {
                done.complete(response);
            }

            @Override
            public void onError(Throwable error) {
                done.completeExceptionally(error);
            }
        });
        ChatResponse whole = done.get(60, TimeUnit.SECONDS);
        return new Answer(List.copyOf(pieces), whole);
    }
}

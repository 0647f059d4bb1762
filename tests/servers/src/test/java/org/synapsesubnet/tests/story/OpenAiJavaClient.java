package org.synapsesubnet.tests.story;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import java.time.Duration;
import java.util.List;

/** The unmodified openai-java client. */
final class OpenAiJavaClient implements AutoCloseable {

    private final OpenAIClient client;

    OpenAiJavaClient(String url, String apiKey) {
        client = OpenAIOkHttpClient.builder()
                .baseUrl(url + "/v1")
                .apiKey(apiKey)
                .maxRetries(0)
                .timeout(Duration.ofSeconds(60))
                .build();
    }

    List<String> models() {
        return client.models().list().items().stream().map(model -> model.id()).toList();
    }

    /** The text, in the pieces in which it came. */
    List<String> stream(int tokens) {
        try (StreamResponse<ChatCompletionChunk> stream =
                client.chat().completions().createStreaming(ask(tokens))) {
            return stream.stream()
                    .flatMap(chunk -> chunk.choices().stream())
                    .flatMap(choice -> choice.delta().content().stream())
                    .filter(text -> !text.isEmpty())
                    .toList();
        }
    }

    ChatCompletion whole(int tokens) {
        return client.chat().completions().create(ask(tokens));
    }

    private static ChatCompletionCreateParams ask(int tokens) {
        return ChatCompletionCreateParams.builder()
                .model("tiny")
                .addUserMessage("Say something.")
                .maxCompletionTokens(tokens)
                .seed(7)
                .build();
    }

    @Override
    public void close() {
        client.close();
    }
}

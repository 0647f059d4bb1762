package org.synapsesubnet.engine.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.synapsesubnet.engine.generation.ChatTemplate;
import org.synapsesubnet.engine.gguf.GgufFile;
import org.synapsesubnet.engine.gguf.GgufMetadata;
import org.synapsesubnet.engine.gguf.MalformedGgufException;
import org.synapsesubnet.engine.gguf.TensorInfo;
import org.synapsesubnet.engine.gguf.TensorType;
import org.synapsesubnet.engine.llama.LlamaModel;
import org.synapsesubnet.engine.store.Digests;
import org.synapsesubnet.engine.tokenizer.BpeTokenizer;

/**
 * A model that the engine serves, read from its file and checked.
 *
 * @param size bytes of all its parts
 * @param digest SHA-256 of its file or, where it has one, of its manifest, 64 hexadecimal digits
 * @param modified when the file was last written
 * @param parameters count of the model's numbers
 * @param quantisation the encoding of most of its numbers
 * @param defaults what its maker set for it
 */
public record ServedModel(
        ModelName name,
        GgufMetadata metadata,
        BpeTokenizer tokenizer,
        LlamaModel model,
        ChatTemplate template,
        long size,
        String digest,
        Instant modified,
        long parameters,
        TensorType quantisation,
        ModelDefaults defaults) {

    /**
     * Opens a file and checks that it can be served.
     *
     * @throws IOException if it can't; the message tells why
     */
    public static ServedModel open(ModelName name, Path path) throws IOException {
        return open(
                name,
                path,
                Digests.of(path),
                Files.size(path),
                Files.getLastModifiedTime(path).toInstant(),
                ModelDefaults.NONE);
    }

    /** Like {@link #open(ModelName, Path)} for a file that is one part of a model. */
    static ServedModel open(
            ModelName name, Path path, String digest, long size, Instant modified, ModelDefaults defaults)
            throws IOException {
        GgufFile file = GgufFile.open(path);
        try {
            BpeTokenizer tokenizer = BpeTokenizer.of(file.metadata());
            LlamaModel model = LlamaModel.of(file, tokenizer.vocabulary().size());
            Map<TensorType, Long> counts = countsByType(file);
            return new ServedModel(
                    name,
                    file.metadata(),
                    tokenizer,
                    model,
                    ChatTemplate.of(tokenizer.vocabulary()),
                    size,
                    digest,
                    modified,
                    counts.values().stream().mapToLong(Long::longValue).sum(),
                    mostUsed(counts),
                    defaults);
        } catch (MalformedGgufException e) {
            throw new MalformedGgufException(path.getFileName() + ": " + e.getMessage());
        }
    }

    private static Map<TensorType, Long> countsByType(GgufFile file) throws MalformedGgufException {
        Map<TensorType, Long> counts = new EnumMap<>(TensorType.class);
        for (String name : file.tensorNames()) {
            TensorInfo tensor = file.tensor(name);
            counts.merge(tensor.type(), tensor.count(), Long::sum);
        }
        return counts;
    }

    private static TensorType mostUsed(Map<TensorType, Long> counts) {
        return counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(TensorType.F32);
    }
}

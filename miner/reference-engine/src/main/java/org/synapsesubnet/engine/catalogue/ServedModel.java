package org.synapsesubnet.engine.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import org.synapsesubnet.engine.generation.ChatTemplate;
import org.synapsesubnet.engine.gguf.GgufFile;
import org.synapsesubnet.engine.gguf.GgufMetadata;
import org.synapsesubnet.engine.gguf.MalformedGgufException;
import org.synapsesubnet.engine.gguf.TensorInfo;
import org.synapsesubnet.engine.gguf.TensorType;
import org.synapsesubnet.engine.llama.LlamaModel;
import org.synapsesubnet.engine.tokenizer.BpeTokenizer;

/**
 * A model that the engine serves, read from its file and checked.
 *
 * @param size bytes of the file
 * @param digest SHA-256 of the file, 64 hexadecimal digits
 * @param modified when the file was last written
 * @param parameters count of the model's numbers
 * @param quantisation the encoding of most of its numbers
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
        TensorType quantisation) {

    private static final int READ_AT_ONCE = 64 << 10;

    /**
     * Opens a file and checks that it can be served.
     *
     * @throws IOException if it can't; the message tells why
     */
    public static ServedModel open(ModelName name, Path path) throws IOException {
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
                    Files.size(path),
                    sha256(path),
                    Files.getLastModifiedTime(path).toInstant(),
                    counts.values().stream().mapToLong(Long::longValue).sum(),
                    mostUsed(counts));
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

    private static String sha256(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[READ_AT_ONCE];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

package org.synapsesubnet.axon.relay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.synapsesubnet.api.wire.LowerHex;
import org.synapsesubnet.axon.RefusedException;

/** The engine's models and their digests, as its {@code /api/tags} lists them; asked again when five seconds old. */
public final class ModelCatalog {

    private static final System.Logger LOG = System.getLogger(ModelCatalog.class.getName());
    private static final long FRESH_NANOS = 5_000_000_000L;
    private static final JsonFactory FACTORY = new JsonFactory();

    private final Upstream upstream;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile Listing listing = new Listing(List.of(), System.nanoTime() - FRESH_NANOS);

    public ModelCatalog(Upstream upstream) {
        this.upstream = upstream;
    }

    /**
     * A model that the engine lists.
     *
     * @param digest 32 bytes in hexadecimal, or empty when the engine gives none
     */
    public record Model(String name, String digest) {}

    private record Listing(List<Model> models, long asOfNanos) {
        boolean isOld() {
            return System.nanoTime() - asOfNanos >= FRESH_NANOS;
        }
    }

    /** The models as of a few seconds ago; the last known ones while the engine doesn't answer. */
    public List<Model> models() {
        refreshIfOld();
        return listing.models();
    }

    /** The digest of a model, or an empty text when the engine doesn't list it; {@code tiny} means {@code tiny:latest}. */
    public String digestOf(String name) {
        return find(name).map(Model::digest).orElse("");
    }

    /** The model of this name, if the engine lists it. */
    Optional<Model> find(String name) {
        String full = name.indexOf(':', name.lastIndexOf('/') + 1) < 0 ? name + ":latest" : name;
        return models().stream()
                .filter(model -> model.name().equals(full) || model.name().equals(name))
                .findFirst();
    }

    /** One asks; the others go on with what is known. Only while nothing is known they wait. */
    private void refreshIfOld() {
        if (!listing.isOld()) {
            return;
        }
        if (listing.models().isEmpty()) {
            asking.lock();
        } else if (!asking.tryLock()) {
            return;
        }
        try {
            if (listing.isOld()) {
                listing = new Listing(ask(), System.nanoTime());
            }
        } finally {
            asking.unlock();
        }
    }

    private List<Model> ask() {
        try {
            return parse(upstream.read("/api/tags"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RefusedException | IOException e) {
            LOG.log(Level.WARNING, "the engine does not list its models: {0}", e.getMessage());
        }
        return listing.models();
    }

    private static List<Model> parse(byte[] tags) throws IOException {
        List<Model> models = new ArrayList<>();
        try (JsonParser parser = FACTORY.createParser(tags)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean isList = parser.currentName().equals("models");
                if (parser.nextToken() == JsonToken.START_ARRAY && isList) {
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        models.add(parseModel(parser));
                    }
                } else {
                    parser.skipChildren();
                }
            }
        }
        return List.copyOf(models);
    }

    private static Model parseModel(JsonParser parser) throws IOException {
        String name = "";
        String digest = "";
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String member = parser.currentName();
            JsonToken value = parser.nextToken();
            if (value == JsonToken.VALUE_STRING && member.equals("name")) {
                name = parser.getText();
            } else if (value == JsonToken.VALUE_STRING && member.equals("digest")) {
                digest = plainDigest(parser.getText());
            } else {
                parser.skipChildren();
            }
        }
        return new Model(name, digest);
    }

    private static String plainDigest(String digest) {
        String hex = digest.startsWith("sha256:") ? digest.substring("sha256:".length()) : digest;
        try {
            return LowerHex.require("digest", hex, 32);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}

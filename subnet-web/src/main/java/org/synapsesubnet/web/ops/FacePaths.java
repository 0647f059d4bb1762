package org.synapsesubnet.web.ops;

import static java.util.Map.entry;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.Paths;

/**
 * Puts each documented path under the prefix of its own face. WildFly's scanner knows one JAX-RS application and gives
 * its prefix to the resources of all, or none to any, from one deployment to the next; the tag of a resource tells where
 * it really is. Named by {@code mp.openapi.filter}.
 */
public class FacePaths implements OASFilter {

    private static final Map<String, String> PREFIXES = Map.ofEntries(
            entry("OpenAI", "/v1"),
            entry("Ollama", "/api"),
            entry("Modules", "/modules"),
            entry("Releases", "/modules"),
            entry("Channels", "/modules"),
            entry("Configuration", "/modules"),
            entry("Builds", "/modules"),
            entry("Signatures", "/modules"),
            entry("Registrar", "/registrar"),
            entry("Access", "/access"),
            entry("Chain", "/chain"),
            entry("Leaderboard", "/leaderboard"),
            entry("Neurons", "/neurons"),
            entry("Epochs", "/epochs"),
            entry("Fleet", "/fleet"),
            entry("Operations", "/ops"));

    @Override
    public void filterOpenAPI(OpenAPI document) {
        if (document.getPaths() == null || document.getPaths().getPathItems() == null) {
            return;
        }
        Map<String, PathItem> placed = new LinkedHashMap<>();
        document.getPaths().getPathItems().forEach((path, item) -> placed.put(place(path, item), item));
        Paths paths = OASFactory.createPaths();
        placed.forEach(paths::addPathItem);
        document.setPaths(paths);
    }

    private static String place(String path, PathItem item) {
        return item.getOperations().values().stream()
                .map(Operation::getTags)
                .flatMap(tags -> tags == null ? Stream.<String>empty() : tags.stream())
                .flatMap(tag -> Stream.ofNullable(PREFIXES.get(tag)))
                .findFirst()
                .map(prefix -> under(prefix, path))
                .orElse(path);
    }

    /** The path with this prefix in the place of another face's, or before it where it has none. */
    static String under(String prefix, String path) {
        return PREFIXES.values().stream()
                .filter(known -> path.equals(known) || path.startsWith(known + "/"))
                .findFirst()
                .map(known -> prefix + path.substring(known.length()))
                .orElseGet(() -> path.equals("/") ? prefix : prefix + path);
    }
}

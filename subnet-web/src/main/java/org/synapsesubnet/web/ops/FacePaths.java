package org.synapsesubnet.web.ops;

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
 * its prefix to the resources of all; the tag of a resource tells where it really is. Named by
 * {@code mp.openapi.filter}.
 */
public class FacePaths implements OASFilter {

    private static final Map<String, String> PREFIXES =
            Map.of("OpenAI", "/v1", "Ollama", "/api", "Modules", "/modules", "Access", "/access", "Operations", "/ops");

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

    private static String under(String prefix, String path) {
        if (path.equals(prefix) || path.startsWith(prefix + "/")) {
            return path;
        }
        int rest = path.indexOf('/', 1);
        return rest < 0 ? prefix : prefix + path.substring(rest);
    }
}

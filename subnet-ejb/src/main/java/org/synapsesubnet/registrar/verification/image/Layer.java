package org.synapsesubnet.registrar.verification.image;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One layer of an image. Paths have no slash at either end.
 *
 * @param paths all that it holds
 * @param removed what it takes away from the layers below
 * @param emptied folders whose content below it takes away
 * @param files those that tell something
 * @param secrets what looks like a secret, by the file's path
 * @param troubles what couldn't be read, in words
 */
record Layer(
        Set<String> paths,
        Set<String> removed,
        Set<String> emptied,
        Map<String, ScannedFile> files,
        Map<String, String> secrets,
        List<String> troubles) {
    Layer {
        paths = Set.copyOf(paths);
        removed = Set.copyOf(removed);
        emptied = Set.copyOf(emptied);
        files = Map.copyOf(files);
        secrets = Map.copyOf(secrets);
        troubles = List.copyOf(troubles);
    }
}

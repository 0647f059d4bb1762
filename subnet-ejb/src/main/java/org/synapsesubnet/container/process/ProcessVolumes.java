package org.synapsesubnet.container.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.container.EngineException.Fault;
import org.synapsesubnet.container.Volumes;

/** Volumes as folders of this machine. */
final class ProcessVolumes implements Volumes {

    private final Folders folders;

    ProcessVolumes(Folders folders) {
        this.folders = folders;
    }

    @Override
    public void ensure(String name, Map<String, String> labels) throws EngineException {
        try {
            folders.label(name, labels);
        } catch (IOException e) {
            throw ProcessEngine.failure("make volume " + name, e);
        }
    }

    @Override
    public Set<String> list(Map<String, String> labels) throws EngineException {
        try {
            var found = new HashSet<String>();
            for (Path folder : Folders.inside(folders.volumes())) {
                String name = folder.getFileName().toString();
                if (Files.isDirectory(folder) && folders.labels(name).entrySet().containsAll(labels.entrySet())) {
                    found.add(name);
                }
            }
            return Set.copyOf(found);
        } catch (IOException e) {
            throw ProcessEngine.failure("list volumes", e);
        }
    }

    @Override
    public void remove(String name) throws EngineException {
        try {
            if (folders.all().stream().anyMatch(made -> made.volumes().contains(name))) {
                throw new EngineException(Fault.IN_USE, "volume " + name + " is in use");
            }
            folders.removeVolume(name);
        } catch (IOException e) {
            throw ProcessEngine.failure("remove volume " + name, e);
        }
    }
}

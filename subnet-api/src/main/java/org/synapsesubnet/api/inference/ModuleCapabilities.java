package org.synapsesubnet.api.inference;

import java.util.List;
import org.synapsesubnet.api.problem.InvalidValue;

/**
 * What a module is and serves.
 *
 * @param interfaceVersion that it speaks, see {@link InterfaceVersion}
 * @param name of the software, 1 to 100 characters
 * @param version of the software, 1 to 100 characters
 * @param models at least one
 */
public record ModuleCapabilities(
        String interfaceVersion,
        String name,
        String version,
        List<ModelCapability> models,
        Hardware hardware,
        ResourceNeeds resources) {
    public ModuleCapabilities {
        interfaceVersion = InterfaceVersion.parse(Demand.text("interfaceVersion", interfaceVersion, 9))
                .toString();
        name = Demand.text("name", name, 100);
        version = Demand.text("version", version, 100);
        models = Demand.list("models", models, 10_000);
        if (models.isEmpty()) {
            throw new InvalidValue("models", "at least one is needed");
        }
        hardware = Demand.present("hardware", hardware);
        resources = Demand.present("resources", resources);
    }
}

package org.synapsesubnet.registrar;

import org.synapsesubnet.api.module.ModuleView;

/**
 * A module with its entity tag.
 *
 * @param tag without quotes; differs between versions, and between a module and a later one of the same name
 */
public record StoredModule(ModuleView module, String tag) {}

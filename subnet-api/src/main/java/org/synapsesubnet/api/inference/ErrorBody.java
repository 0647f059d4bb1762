package org.synapsesubnet.api.inference;

/** The body of an answer that refuses; its status is that of the error's code. */
public record ErrorBody(ModuleError error) {
    public ErrorBody {
        error = Demand.present("error", error);
    }
}

package org.synapsesubnet.miner.models;

/** One step from what is to what shall be. Each can be taken again, or be the last before the power goes. */
sealed interface ModelStep {

    /** Whose failure it is when the step fails. */
    ModelName name();

    /** Of the wanted model that the step is for; 0 where there is none. */
    default long revision() {
        return 0;
    }

    /** A step that changes the volume: one at once for each miner. */
    sealed interface OnVolume extends ModelStep {}

    /** A step that brings a wanted model. */
    sealed interface Bringing extends OnVolume {

        WantedModel model();

        @Override
        default ModelName name() {
            return model().name();
        }

        @Override
        default long revision() {
            return model().revision();
        }
    }

    /** A step that one engine takes alone. */
    sealed interface InMemory extends ModelStep {

        EngineSeat engine();

        WantedModel model();

        @Override
        default ModelName name() {
            return model().name();
        }

        @Override
        default long revision() {
            return model().revision();
        }
    }

    /** Fetches what a model is made of, or the model itself. */
    record Pull(WantedModel model, ModelName reference) implements Bringing {}

    /** Sends the file if need be, and makes the model of it. */
    record CreateOfBlob(WantedModel model, String digest, String recipe) implements Bringing {}

    /** Makes a model of another one. */
    record CreateOfModel(WantedModel model, ModelName parent, String recipe) implements Bringing {}

    /** Takes away what isn't what it shall be; the fault is written down for the wanted model first. */
    record Reject(WantedModel model, ModelName rejected, String found) implements Bringing {}

    /** Takes away what nobody wants. */
    record Delete(ModelName name, String why) implements OnVolume {}

    /** Loads a model for good. */
    record Warm(EngineSeat engine, WantedModel model) implements InMemory {}

    /** Takes a model out of an engine's memory. */
    record Unload(EngineSeat engine, WantedModel model) implements InMemory {}
}

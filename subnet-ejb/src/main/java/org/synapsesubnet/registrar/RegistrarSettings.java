package org.synapsesubnet.registrar;

/** Names of this component's MicroProfile Config properties; META-INF/microprofile-config.properties has the defaults. */
final class RegistrarSettings {
    /** Executables that native modules may start: absolute paths, separated by commas. */
    static final String NATIVE_ALLOW_LIST = "synapse.registrar.native-allow-list";

    private RegistrarSettings() {}
}

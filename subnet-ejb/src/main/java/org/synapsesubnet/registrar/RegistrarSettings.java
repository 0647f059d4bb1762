package org.synapsesubnet.registrar;

/** Names of this component's MicroProfile Config properties; META-INF/microprofile-config.properties has the defaults. */
final class RegistrarSettings {
    /** Executables that native modules may start: absolute paths, separated by commas. */
    static final String NATIVE_ALLOW_LIST = "synapse.registrar.native-allow-list";

    /** Whether a release needs a passed passport before it is published. */
    static final String REQUIRE_PASSPORT = "synapse.registrar.require-passport";

    private RegistrarSettings() {}
}

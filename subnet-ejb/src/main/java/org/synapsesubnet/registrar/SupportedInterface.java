package org.synapsesubnet.registrar;

/**
 * Which versions of the module interface this registrar understands: minor versions only add, so it understands every
 * module of its own major version whose minor one isn't newer than its own.
 */
final class SupportedInterface {
    static final int MAJOR = 1;
    static final int MINOR = 0;

    private SupportedInterface() {}

    /** @param version two numbers with a dot between */
    static boolean understands(String version) {
        int dot = version.indexOf('.');
        return Integer.parseInt(version, 0, dot, 10) == MAJOR
                && Integer.parseInt(version, dot + 1, version.length(), 10) <= MINOR;
    }
}

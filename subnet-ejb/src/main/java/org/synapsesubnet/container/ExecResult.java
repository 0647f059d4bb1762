package org.synapsesubnet.container;

/**
 * What a command in a container came to.
 *
 * @param code its exit code
 * @param output both of its streams as they came, at most 64 KiB
 */
public record ExecResult(long code, String output) {}

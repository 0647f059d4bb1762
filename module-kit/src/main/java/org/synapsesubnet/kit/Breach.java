package org.synapsesubnet.kit;

/**
 * A rule that a module broke.
 *
 * @param evidence what was seen
 */
public record Breach(Rule rule, String evidence) {}

package org.synapsesubnet.validator.verification;

/**
 * One thing that an honest answer has whatever its words are.
 *
 * @param detail what was found, in a few words
 */
record Check(String name, boolean passed, String detail) {}

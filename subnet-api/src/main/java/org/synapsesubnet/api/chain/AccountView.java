package org.synapsesubnet.api.chain;

/**
 * What an account needs to know before it signs.
 *
 * @param address {@code 0x} and 40 hexadecimal digits
 * @param nextNonce of its next command
 * @param balance what it has besides its stakes, rao; 0 for one that nobody knows
 */
public record AccountView(String address, long nextNonce, long balance) {}

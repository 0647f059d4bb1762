package org.synapsesubnet.registrar.build;

/**
 * Some lines of a build's log.
 *
 * @param number from 1
 * @param text whole lines
 */
public record LogPiece(int number, String text) {}

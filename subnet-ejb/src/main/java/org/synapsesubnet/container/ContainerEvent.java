package org.synapsesubnet.container;

/**
 * Something happened to a container.
 *
 * @param id of the container
 * @param name of the container
 * @param action the engine's word: {@code create}, {@code start}, {@code die}, {@code oom}, {@code pause}, …
 */
public record ContainerEvent(String id, String name, String action) {}

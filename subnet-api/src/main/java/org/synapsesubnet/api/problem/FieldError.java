package org.synapsesubnet.api.problem;

/**
 * What is wrong with one field of a request.
 *
 * @param field its path in the body, such as {@code configuration.command}, or the name of a query parameter
 * @param message what is expected there, with the limit
 */
public record FieldError(String field, String message) {}

package org.synapsesubnet.api.problem;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer of the REST interface to a request that it can't fulfil, as {@value #MEDIA_TYPE}
 * (<a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>).
 *
 * @param type what kind of problem, stable over time; programs decide by it
 * @param title the kind in words
 * @param status the HTTP status, 400 to 599
 * @param detail what is wrong with this request
 * @param instance path of the request
 * @param errors the fields at fault; empty where no field is
 */
public record Problem(
        URI type,
        String title,
        int status,
        @Nullable String detail,
        @Nullable URI instance,
        List<FieldError> errors) {

    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String TYPES = "urn:synapse:problem:";

    public Problem {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("status: " + status + " is not within 400 to 599");
        }
        if (title.isBlank()) {
            throw new IllegalArgumentException("title: must not be blank");
        }
        errors = List.copyOf(errors);
    }

    /**
     * A problem of one of this API's kinds.
     *
     * @param kind last part of the type, such as {@code module-not-found}
     */
    public static Problem of(String kind, String title, int status, @Nullable String detail) {
        return new Problem(URI.create(TYPES + kind), title, status, detail, null, List.of());
    }

    public Problem at(@Nullable URI path) {
        return new Problem(type, title, status, detail, path, errors);
    }

    public Problem withErrors(List<FieldError> fields) {
        return new Problem(type, title, status, detail, instance, fields);
    }
}

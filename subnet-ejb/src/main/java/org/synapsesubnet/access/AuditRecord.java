package org.synapsesubnet.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who did what, when, on what.
 *
 * @param action such as {@code module.create}
 * @param subject name or id of what it was done to
 */
public record AuditRecord(
        Instant at,
        String actor,
        String action,
        String subject,
        @Nullable String detail) {}

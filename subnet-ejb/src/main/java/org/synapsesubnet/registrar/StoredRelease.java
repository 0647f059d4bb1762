package org.synapsesubnet.registrar;

import org.synapsesubnet.api.module.ReleaseView;

/**
 * A release with its entity tag.
 *
 * @param tag without quotes; changes with the release's state
 */
public record StoredRelease(ReleaseView release, String tag) {}

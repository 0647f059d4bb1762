package org.synapsesubnet.api.session;

import org.synapsesubnet.api.identity.Hotkey;

/**
 * A session that both sides have agreed on, as one side holds it.
 *
 * @param peer the hotkey of the other side
 */
public record EstablishedSession(String sessionId, Hotkey peer, SessionKey key, Validity validity) {}

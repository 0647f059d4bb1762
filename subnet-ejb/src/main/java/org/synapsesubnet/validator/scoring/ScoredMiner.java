package org.synapsesubnet.validator.scoring;

import org.synapsesubnet.api.identity.Hotkey;

/**
 * One miner's score in one epoch.
 *
 * @param uid in the epoch's snapshot
 * @param registeredAt block of the registration that the score belongs to
 * @param inputs JSON that explains the terms
 */
record ScoredMiner(Hotkey hotkey, int uid, long registeredAt, Score score, String inputs) {}

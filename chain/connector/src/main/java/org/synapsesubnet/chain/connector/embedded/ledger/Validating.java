package org.synapsesubnet.chain.connector.embedded.ledger;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a neuron does as a validator.
 *
 * @param lastUpdate block of its latest weights, or of its registration
 * @param committedAt block of its latest commit, {@value #NEVER} for none
 * @param commits oldest first; each stays for one epoch after it has expired, so that a late reveal is told the reason
 * @param weights from uid to u16
 * @param bonds from uid to u16
 */
record Validating(
        long lastUpdate,
        long committedAt,
        List<OpenCommit> commits,
        SortedMap<Integer, Integer> weights,
        SortedMap<Integer, Integer> bonds) {

    static final long NEVER = -1;

    Validating {
        commits = List.copyOf(commits);
        weights = Collections.unmodifiableSortedMap(new TreeMap<>(weights));
        bonds = Collections.unmodifiableSortedMap(new TreeMap<>(bonds));
    }

    static Validating since(long block) {
        return new Validating(block, NEVER, List.of(), new TreeMap<>(), new TreeMap<>());
    }

    Validating committing(OpenCommit commit) {
        List<OpenCommit> longer = new ArrayList<>(commits);
        longer.add(commit);
        return new Validating(lastUpdate, commit.block(), longer, weights, bonds);
    }

    /** After revealing one commit; those before it are void, or an old opinion could be brought up after a newer one. */
    Validating revealing(OpenCommit revealed, SortedMap<Integer, Integer> row, long block) {
        List<OpenCommit> later = commits.subList(commits.indexOf(revealed) + 1, commits.size());
        return new Validating(block, committedAt, later, row, bonds);
    }

    Validating withCommits(List<OpenCommit> left) {
        return new Validating(lastUpdate, committedAt, left, weights, bonds);
    }

    Validating withBonds(SortedMap<Integer, Integer> changed) {
        return new Validating(lastUpdate, committedAt, commits, weights, changed);
    }

    Validating without(int uid) {
        if (!weights.containsKey(uid) && !bonds.containsKey(uid)) {
            return this;
        }
        SortedMap<Integer, Integer> otherWeights = new TreeMap<>(weights);
        SortedMap<Integer, Integer> otherBonds = new TreeMap<>(bonds);
        otherWeights.remove(uid);
        otherBonds.remove(uid);
        return new Validating(lastUpdate, committedAt, commits, otherWeights, otherBonds);
    }
}

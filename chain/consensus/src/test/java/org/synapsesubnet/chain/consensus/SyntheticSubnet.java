package org.synapsesubnet.chain.consensus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;

/** A subnet made up from a seed: validators, which weigh most miners alike, come before the miners. */
record SyntheticSubnet(int validators, int miners, double density, long seed) {

    EpochInputs inputs(ConsensusParameters parameters) {
        int n = validators + miners;
        Random random = new Random(seed);
        int[] quality = random.ints(n, 0, 65_000).toArray();
        List<NeuronState> neurons = new ArrayList<>(n);
        List<Map<Integer, Integer>> weights = new ArrayList<>(n);
        List<Map<Integer, Integer>> bonds = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            boolean validator = i < validators;
            long stake = validator ? 1 + random.nextLong(1L << 50) : 0;
            neurons.add(new NeuronState(stake, validator, true, 1000, 0));
            Map<Integer, Integer> weightRow = new TreeMap<>();
            Map<Integer, Integer> bondRow = new TreeMap<>();
            for (int j = validators; validator && j < n; j++) {
                if (random.nextDouble() < density) {
                    weightRow.put(j, quality[j] + random.nextInt(500));
                    bondRow.put(j, random.nextInt(65_536));
                }
            }
            weights.add(weightRow);
            bonds.add(bondRow);
        }
        return new EpochInputs(
                neurons,
                OptionalInt.empty(),
                SparseRows.of(weights),
                SparseRows.of(bonds),
                900,
                1_000_000_000L,
                parameters);
    }
}

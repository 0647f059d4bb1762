package org.synapsesubnet.chain.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

/**
 * Every value of every vector file in the folder {@code yuma.vectors}, one test per file and epoch.
 *
 * <p>Values are to be met exactly, but for those behind liquid alpha's exponential, which a source may have computed in
 * another way: 2 of u16, and 20 000 rao of a billion.
 */
class YumaVectorsTest {

    @TestFactory
    Stream<DynamicContainer> everyValueOfEveryFileIsMet() throws IOException {
        Path folder = Path.of(System.getProperty("yuma.vectors.from", ""))
                .resolve(System.getProperty("yuma.vectors", "src/test/resources/yuma"));
        assertThat(folder).as("folder of the system property yuma.vectors").isDirectory();
        List<Path> files;
        try (Stream<Path> entries = Files.list(folder)) {
            files = entries.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
        assertThat(files).as("vector files (*.json) in %s", folder).isNotEmpty();
        return files.stream().map(YumaVectorsTest::testsOf);
    }

    private static DynamicContainer testsOf(Path file) {
        YumaVector vector = YumaVector.read(file);
        List<SparseRows> carried = new ArrayList<>();
        return dynamicContainer(
                file.getFileName().toString(),
                IntStream.range(0, vector.epochs().size())
                        .mapToObj(i -> dynamicTest("epoch " + (i + 1), () -> check(vector, i, carried))));
    }

    private static void check(YumaVector vector, int index, List<SparseRows> carried) {
        YumaVector.Epoch epoch = vector.epochs().get(index);
        SparseRows before = carried.isEmpty() ? SparseRows.empty(epoch.stake().size()) : carried.getLast();
        EpochInputs inputs = vector.inputs(index, before);
        EpochOutcome outcome = YumaConsensus.settle(inputs);
        carried.add(outcome.bonds());

        YumaVector.Expected expected = epoch.expect();
        long u16 = vector.parameters().usesExponential() ? 2 : 0;
        long rao = vector.parameters().usesExponential() ? inputs.emission() / 50_000 : 0;
        compare("consensus", outcome, NeuronOutcome::consensus, expected.consensus(), 0);
        compare("validatorTrust", outcome, NeuronOutcome::validatorTrust, expected.validatorTrust(), 0);
        compare("incentive", outcome, NeuronOutcome::incentive, expected.incentive(), 0);
        compare("dividends", outcome, NeuronOutcome::dividends, expected.dividends(), u16);
        compare("emission", outcome, NeuronOutcome::emission, expected.emission(), rao);
        compareBonds(outcome.bonds(), SparseRows.of(expected.bonds()), u16);
    }

    private static void compare(
            String what,
            EpochOutcome outcome,
            ToLongFunction<NeuronOutcome> value,
            List<Long> expected,
            long tolerance) {
        assertThat(expected).as("uids with %s", what).hasSameSizeAs(outcome.neurons());
        for (int uid = 0; uid < expected.size(); uid++) {
            long actual = value.applyAsLong(outcome.neurons().get(uid));
            assertThat(Math.abs(actual - expected.get(uid)))
                    .as("%s of uid %d is %d, expected %d", what, uid, actual, expected.get(uid))
                    .isLessThanOrEqualTo(tolerance);
        }
    }

    /** A stored bond of 0 is worth the same as none, so files may leave it out. */
    private static void compareBonds(SparseRows actual, SparseRows expected, long tolerance) {
        assertThat(expected.size()).as("rows of bonds").isEqualTo(actual.size());
        for (int uid = 0; uid < actual.size(); uid++) {
            TreeSet<Integer> columns = new TreeSet<>(actual.row(uid).keySet());
            columns.addAll(expected.row(uid).keySet());
            for (int column : columns) {
                int mine = actual.row(uid).getOrDefault(column, 0);
                int theirs = expected.row(uid).getOrDefault(column, 0);
                assertThat((long) Math.abs(mine - theirs))
                        .as("bond of uid %d to %d is %d, expected %d", uid, column, mine, theirs)
                        .isLessThanOrEqualTo(tolerance);
            }
        }
    }
}

package org.synapsesubnet.miner.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.synapsesubnet.miner.resources.NvidiaSmi.UnreadableException;

/** On what the tool prints on real machines, in the order of our question. */
class NvidiaSmiTest {

    private static final double MIB = 1 << 20;

    @Test
    void aProcessorTellsLoadMemoryAndPower() throws UnreadableException {
        assertThat(NvidiaSmi.read("0, 37, 40512, 81559, 301.55\n"))
                .containsExactly(new Gpu(
                        OptionalDouble.of(37),
                        OptionalDouble.of(40512 * MIB),
                        OptionalDouble.of(81559 * MIB),
                        OptionalDouble.of(301.55)));
    }

    @Test
    void severalProcessorsAreTakenTogether() throws UnreadableException {
        var gpus = NvidiaSmi.read("""
                0, 100, 22310, 24576, 347.12
                1, 50, 11002, 24576, 201.88
                """);

        assertThat(Gpu.together(gpus))
                .containsOnly(
                        entry(Measure.GPU_LOAD, 75.0),
                        entry(Measure.GPU_MEMORY, (22310 + 11002) * MIB),
                        entry(Measure.GPU_POWER, 347.12 + 201.88));
    }

    /** Small cards draw power that they don't tell; drivers before 450 say it in other words. */
    @ParameterizedTest
    @ValueSource(strings = {"[N/A]", "[Not Supported]", "[Unknown Error]", "[GPU requires reset]", "N/A"})
    void whatAProcessorDoesNotTellIsMissing(String nothing) throws UnreadableException {
        var gpus = NvidiaSmi.read("0, 12, 431, 2004, " + nothing + "\r\n");

        assertThat(gpus.getFirst().watts()).isEmpty();
        assertThat(Gpu.together(gpus)).containsOnlyKeys(Measure.GPU_LOAD, Measure.GPU_MEMORY);
    }

    @Test
    void aProcessorThatTellsNothingBesideOneThatDoesChangesNothing() throws UnreadableException {
        var gpus = NvidiaSmi.read("0, [N/A], [N/A], [N/A], [N/A]\n1, 8, 512, 16384, 31.20\n");

        assertThat(Gpu.together(gpus)).containsEntry(Measure.GPU_LOAD, 8.0).containsEntry(Measure.GPU_POWER, 31.20);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "No devices were found",
                "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver. Make sure that the latest"
                        + " NVIDIA driver is installed and running.",
                "Failed to initialize NVML: Driver/library version mismatch",
                "Unable to determine the device handle for GPU 0000:01:00.0: Unknown Error",
                "Field \"power.draw\" is not a valid field to query.",
                "OCI runtime exec failed: exec failed: unable to start container process: exec: \"nvidia-smi\":"
                        + " executable file not found in $PATH: unknown"
            })
    void anErrorIsToldInTheToolsWords(String said) {
        assertThatThrownBy(() -> NvidiaSmi.read(said + "\n"))
                .isInstanceOf(UnreadableException.class)
                .hasMessage(said);
    }

    @Test
    void noWordAtAllIsAnErrorToo() {
        assertThatThrownBy(() -> NvidiaSmi.read(" \n"))
                .isInstanceOf(UnreadableException.class)
                .hasMessage("nothing was printed");
    }
}

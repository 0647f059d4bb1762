package org.synapsesubnet.engine.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class StopGateTest {

    @Test
    void letsEverythingThroughWithoutStopStrings() {
        StopGate gate = new StopGate(List.of());
        assertThat(gate.add("abc")).isEqualTo("abc");
        assertThat(gate.finish()).isEmpty();
        assertThat(gate.stopped()).isFalse();
    }

    @Test
    void holdsBackWhatMayBecomeAStopString() {
        StopGate gate = new StopGate(List.of("END"));
        assertThat(gate.add("the E")).isEqualTo("the ");
        assertThat(gate.add("N")).isEmpty();
        assertThat(gate.add("T")).isEqualTo("ENT");
        assertThat(gate.stopped()).isFalse();
    }

    @Test
    void endsBeforeTheStopStringAndStaysSilent() {
        StopGate gate = new StopGate(List.of("END"));
        assertThat(gate.add("the EN")).isEqualTo("the ");
        assertThat(gate.add("D and more")).isEmpty();
        assertThat(gate.stopped()).isTrue();
        assertThat(gate.add("more")).isEmpty();
        assertThat(gate.finish()).isEmpty();
    }

    @Test
    void theFirstOfSeveralStopStringsCounts() {
        StopGate gate = new StopGate(List.of("late", "soon"));
        assertThat(gate.add("not soon, late")).isEqualTo("not ");
    }

    @Test
    void givesOutWhatWaitedWhenNoStopStringCame() {
        StopGate gate = new StopGate(List.of("aab"));
        assertThat(gate.add("aa")).isEmpty();
        assertThat(gate.add("a")).isEqualTo("a");
        assertThat(gate.finish()).isEqualTo("aa");
    }

    @Test
    void refusesAnEmptyStopString() {
        assertThatThrownBy(() -> new StopGate(List.of("")))
                .hasMessage("stop: an empty string, but at least one character is needed");
    }
}

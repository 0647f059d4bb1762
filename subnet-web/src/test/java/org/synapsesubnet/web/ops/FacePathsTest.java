package org.synapsesubnet.web.ops;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FacePathsTest {

    @Test
    void replacesThePrefixOfAnotherFace() {
        assertThat(FacePaths.under("/v1", "/ops/chat/completions")).isEqualTo("/v1/chat/completions");
        assertThat(FacePaths.under("/modules", "/ops")).isEqualTo("/modules");
    }

    @Test
    void addsThePrefixWhereThereIsNone() {
        assertThat(FacePaths.under("/v1", "/chat/completions")).isEqualTo("/v1/chat/completions");
        assertThat(FacePaths.under("/modules", "/{name}")).isEqualTo("/modules/{name}");
        assertThat(FacePaths.under("/modules", "/")).isEqualTo("/modules");
    }

    @Test
    void leavesWhatIsInItsPlace() {
        assertThat(FacePaths.under("/api", "/api/chat")).isEqualTo("/api/chat");
        assertThat(FacePaths.under("/modules", "/modules")).isEqualTo("/modules");
    }
}

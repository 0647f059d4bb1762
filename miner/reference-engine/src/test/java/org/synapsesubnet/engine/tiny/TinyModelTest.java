package org.synapsesubnet.engine.tiny;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.synapsesubnet.engine.TinyFiles;
import org.synapsesubnet.engine.catalogue.ModelName;
import org.synapsesubnet.engine.catalogue.ServedModel;

class TinyModelTest {

    @TempDir
    private Path folder;

    private static ServedModel open(Path path) throws Exception {
        return ServedModel.open(ModelName.of("tiny"), path);
    }

    /** A change here changes what miners serve, and so what validators expect: mean it. */
    @Test
    void theBytesAreTheSameOnEveryMachine() throws Exception {
        assertThat(open(TinyFiles.F16).digest())
                .isEqualTo("cd8762f9a216fcec3d7ba9ffd277744d588ac45c449777e07dc021e2761427cf");
        assertThat(open(TinyFiles.Q4_0).digest())
                .isEqualTo("03b4fc2a7c362bca4ae8bc631167df05fbea8b14bcfe6155bfa990d1876fae93");
    }

    @Test
    void anotherSeedGivesAnotherModel() throws Exception {
        Path f16 = folder.resolve("a.gguf");
        TinyModel.write(f16, folder.resolve("b.gguf"), TinyModel.DEFAULT_SEED + 1);
        assertThat(Files.mismatch(f16, TinyFiles.F16)).isPositive();
    }

    @Test
    void mainWritesBothFiles() throws Exception {
        TinyModel.main(folder.resolve("models").toString());
        assertThat(Files.mismatch(folder.resolve("models/tiny-f16.gguf"), TinyFiles.F16))
                .isEqualTo(-1);
        assertThat(Files.mismatch(folder.resolve("models/tiny-q4_0.gguf"), TinyFiles.Q4_0))
                .isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(strings = {" the", " water", " people", " number", " first"})
    void commonWordsAreOneToken(String word) throws Exception {
        assertThat(open(TinyFiles.F16).tokenizer().encode(word, false)).hasSize(1);
    }
}

package org.synapsesubnet.registrar.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.synapsesubnet.registrar.build.BuildBed.assertRefused;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.synapsesubnet.container.ImageReference;

class BaseImagesTest {

    private static final String DIGEST = "sha256:" + "ab".repeat(32);

    @Test
    void findsAllThatTheEngineWouldFetch() {
        List<ImageReference> found = bases("""
                # syntax and such are comments to the classic builder
                FROM --platform=linux/amd64 docker.io/library/maven@D AS Build
                RUN echo FROM nowhere \\
                  # a comment within

                  && true
                ADD --chown=1:2 [ "a file", "/b/" ]
                FROM build
                COPY --chown=0:0 --from=0 /x /x
                COPY --from=tools@D /y /y
                FROM scratch
                COPY --from=BUILD /z /z
                ADD files/*.txt /
                """.replace("@D", "@" + DIGEST));

        assertThat(found)
                .extracting(ImageReference::text)
                .containsExactly("docker.io/library/maven@" + DIGEST, "tools@" + DIGEST);
    }

    static Stream<Arguments> hidden() {
        return Stream.of(
                Arguments.of("FROM alpine", "line 1: the image 'alpine' must be scratch, an earlier stage, or pinned"),
                Arguments.of("FROM alpine:3 AS a", "pinned by its digest"),
                Arguments.of("FROM $BASE", "FROM takes no variables"),
                Arguments.of("FROM \"scratch\"", "FROM takes no variables and quotes"),
                Arguments.of("FROM scratch AS", "FROM must be"),
                Arguments.of("FROM later\nFROM scratch AS later", "the image 'later'"),
                Arguments.of("FROM scratch\nCOPY --from=alpine / /", "line 2: the image 'alpine'"),
                Arguments.of("FROM scratch\nCOPY --from=1 / /", "the image '1'"),
                Arguments.of("FROM scratch\nCOPY --from=$X / /", "flags take no variables"),
                Arguments.of("FROM scratch\nCOPY --fr\\om=alpine / /", "flags take no variables"),
                Arguments.of("FROM scratch\nADD http://169.254.169.254/latest /x", "line 2: ADD takes plain names"),
                Arguments.of("FROM scratch\nadd ht\\\n  tp://127.0.0.1/ /x", "line 2: ADD takes plain names"),
                Arguments.of("FROM scratch\nARG U=http://127.0.0.1/\nADD $U /x", "line 3: ADD takes plain names"),
                Arguments.of(
                        "FROM scratch\nADD [\"http\\u003a//127.0.0.1/\", \"/x\"]", "line 2: ADD takes plain names"),
                Arguments.of(
                        "FROM scratch\nONBUILD ADD http://127.0.0.1/ /x",
                        "line 2: has an instruction that isn't one of"),
                Arguments.of("FROM scratch\nRUN a \\\\\nADD http://127.0.0.1/ /", "line 2: ends with two backslashes"),
                Arguments.of("# escape=`\nFROM scratch", "line 1: has another escape character"),
                Arguments.of("FROM scratch\n\u00a0ADD http://127.0.0.1/ /x", "line 2: has an instruction that isn't"),
                Arguments.of("FROM scratch\nRUN a\u000bADD x", "line 2: has control characters"));
    }

    @ParameterizedTest
    @MethodSource("hidden")
    void refusesWhatLeadsToAFetchThatNobodySees(String lines, String what) {
        assertRefused(() -> bases(lines), 400, what);
    }

    private static List<ImageReference> bases(String dockerfile) {
        return BaseImages.of(Dockerfile.parse(dockerfile));
    }
}

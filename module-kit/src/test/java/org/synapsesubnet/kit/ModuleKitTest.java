package org.synapsesubnet.kit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.synapsesubnet.engine.EngineOptions;
import org.synapsesubnet.engine.EngineServer;
import org.synapsesubnet.engine.tiny.TinyModel;

class ModuleKitTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void findsNothingInAModuleThatKeepsEveryRule() throws Exception {
        try (ScriptedModule module = new ScriptedModule(null)) {
            Report report = ModuleKit.test(module.uri(), PATIENCE);

            assertThat(report.breaches()).isEmpty();
            assertThat(report.checked()).containsExactlyInAnyOrder(Rule.values());
        }
    }

    @ParameterizedTest
    @EnumSource(Rule.class)
    void namesTheOneRuleThatIsBroken(Rule broken) throws Exception {
        try (ScriptedModule module = new ScriptedModule(broken)) {
            Report report = ModuleKit.test(module.uri(), PATIENCE);

            assertThat(report.breaches()).extracting(Breach::rule).containsExactly(broken);
            assertThat(report.text()).contains("BROKEN   " + broken.id() + ": " + broken.text());
        }
    }

    @Test
    void findsNothingInTheReferenceEngine(@TempDir Path folder) throws Exception {
        Path model = folder.resolve("tiny.gguf");
        TinyModel.write(model, folder.resolve("tiny-q4.gguf"), TinyModel.DEFAULT_SEED);
        try (EngineServer engine =
                EngineServer.start(EngineOptions.serving("tiny", model).withParallel(4))) {
            Report report = ModuleKit.test(engine.uri(), PATIENCE);

            assertThat(report.breaches()).as(report.text()).isEmpty();
            assertThat(report.checked()).containsExactlyInAnyOrder(Rule.values());
            assertThat(KitMain.run(engine.uri().toString())).isZero();
        }
    }

    @Test
    void tellsThatNobodyAnswers() throws Exception {
        URI nobody;
        try (ScriptedModule module = new ScriptedModule(null)) {
            nobody = module.uri();
        }
        Report report = ModuleKit.test(nobody, PATIENCE);

        assertThat(report.breaches()).extracting(Breach::rule).containsExactly(Rule.HEALTH_ANSWERS);
        assertThat(KitMain.run(nobody.toString(), "5")).isEqualTo(1);
    }

    @Test
    void waitsForNoAnswerWithoutAnEndAndKeepsNoneWithoutALimit() throws Exception {
        for (boolean silent : new boolean[] {true, false}) {
            HttpServer endless = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            endless.createContext("/", exchange -> {
                exchange.sendResponseHeaders(200, 0);
                OutputStream out = exchange.getResponseBody();
                out.write('{');
                out.flush();
                byte[] much = new byte[1 << 16];
                while (!silent) {
                    out.write(much); // ends with the caller's departure
                }
            });
            endless.start();
            try {
                Report report = ModuleKit.test(
                        URI.create("http://127.0.0.1:" + endless.getAddress().getPort()), PATIENCE);

                assertThat(report.breaches()).extracting(Breach::rule).containsExactly(Rule.HEALTH_ANSWERS);
                assertThat(report.breaches().getFirst().evidence())
                        .contains(silent ? "didn't end within PT2S" : "more than 8388608 bytes");
            } finally {
                endless.stop(0);
            }
        }
    }

    @Test
    void refusesACommandLineThatIsNone() {
        assertThat(KitMain.run()).isEqualTo(2);
        assertThat(KitMain.run("ftp://127.0.0.1")).isEqualTo(2);
        assertThat(KitMain.run("http://127.0.0.1", "0")).isEqualTo(2);
    }
}

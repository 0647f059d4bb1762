package org.synapsesubnet.miner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synapsesubnet.container.EngineSettings;
import org.synapsesubnet.container.PrivateDockerd;

/** An engine whose disk is full can't make containers: that is said within 15 s, and repaired when there is room. */
class FullDiskTest {

    private static final ReplicaKey FIRST = new ReplicaKey("tiny", 0);
    private static final ReplicaKey SECOND = new ReplicaKey("tiny", 1);

    @TempDir
    private Path folder;

    @AfterEach
    void unmount() throws Exception {
        run("umount", "--lazy", folder.toString());
    }

    @Test
    void aMinerWithoutRoomSaysSoAndComesBack() throws Exception {
        try (PrivateDockerd dockerd = new PrivateDockerd(folder)) {
            // A disk of its own: nobody else's is filled.
            assertThat(run("mount", "-t", "tmpfs", "-o", "size=512m", "tmpfs", folder.toString()))
                    .isZero();
            dockerd.start();
            try (FleetBed fleet = new FleetBed(
                    EngineSettings.local(dockerd.socket()),
                    "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1")) {
                FleetMiner miner = fleet.miner("tiny", 1);
                fleet.book.add(miner);
                fleet.look();
                await().atMost(Duration.ofSeconds(60)).until(() -> fleet.isReady(FIRST));

                Path filler = fill();
                fleet.book.change(miner.withReplicas(2));
                await().atMost(Duration.ofSeconds(15))
                        .until(() -> fleet.record(SECOND).lastFailure().contains("no space left on device"));
                assertThat(fleet.record(SECOND).state()).isEqualTo(ReplicaState.UNHEALTHY);

                Files.delete(filler);
                await().atMost(Duration.ofSeconds(30)).until(() -> fleet.isReady(SECOND));
            }
        }
    }

    private Path fill() throws IOException {
        Path filler = folder.resolve("filler");
        FileStore disk = Files.getFileStore(folder);
        byte[] block = new byte[1 << 20];
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (disk.getUsableSpace() > 0) {
                out.write(block, 0, (int) Math.min(block.length, disk.getUsableSpace()));
            }
        } catch (IOException e) {
            // Somebody else wrote the last bytes, which is as good.
            assertThat(disk.getUsableSpace()).isZero();
        }
        return filler;
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}

package org.synapsesubnet.container;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Computes for three seconds, and writes 16 MiB to the disk before. */
final class Burn {

    private static final int BYTES = 16 << 20;
    private static final long NANOS = 3_000_000_000L;

    private Burn() {}

    public static void main(String... file) throws IOException {
        try (FileChannel out =
                FileChannel.open(Path.of(file[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            out.write(ByteBuffer.allocate(BYTES));
            out.force(true);
        }
        long until = System.nanoTime() + NANOS;
        long spun = 0;
        while (System.nanoTime() - until < 0) {
            spun++;
        }
        System.out.println("spun " + (spun > 0));
    }
}

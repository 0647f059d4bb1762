package org.synapsesubnet.miner.axon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.synapsesubnet.api.identity.HotkeyFile;
import org.synapsesubnet.api.identity.HotkeySigner;
import org.synapsesubnet.api.tls.TlsIdentityFile;

/**
 * The keys of axons: two files for each, for their owner only, made when first asked for. They outlive containers and
 * miners, so a replica stays the same neuron.
 */
public final class AxonKeys {

    /** Names of the two files in a container. */
    public static final String HOTKEY_FILE = "hotkey.key";

    private static final String CERTIFICATE_FILE = "hotkey.pem";

    private final Path folder;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, AxonIdentity> known = new ConcurrentHashMap<>();

    public AxonKeys(Path folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /**
     * Who the axon of this name is.
     *
     * @param name letters, digits and {@code -}
     * @throws IOException when its files can't be read or written, or may be read by others
     */
    public AxonIdentity of(String name) throws IOException {
        AxonIdentity before = known.get(name);
        if (before != null) {
            return before;
        }
        HotkeySigner hotkey = new HotkeyFile(hotkey(name)).loadOrCreate(random);
        String certificate = new TlsIdentityFile(certificate(name))
                .loadOrCreate(hotkey.hotkey(), clock, random)
                .digest();
        AxonIdentity identity = new AxonIdentity(hotkey, certificate);
        known.put(name, identity);
        return identity;
    }

    /** What its container needs, by the names of its files there. */
    public Map<String, byte[]> files(String name) throws IOException {
        of(name);
        return Map.of(
                HOTKEY_FILE, Files.readAllBytes(hotkey(name)), CERTIFICATE_FILE, Files.readAllBytes(certificate(name)));
    }

    private Path hotkey(String name) {
        return folder.resolve(name + ".key");
    }

    private Path certificate(String name) {
        return folder.resolve(name + ".pem");
    }
}

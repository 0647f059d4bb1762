package org.synapsesubnet.chain;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.synapsesubnet.api.identity.HotkeyFile;
import org.synapsesubnet.chain.api.ChainConnectionFactory;
import org.synapsesubnet.chain.api.ChainIdentity;
import org.synapsesubnet.chain.api.Metagraph;
import org.synapsesubnet.chain.outbox.Outbox;
import org.synapsesubnet.chain.outbox.Sender;
import org.synapsesubnet.chain.outbox.Signers;
import org.synapsesubnet.platform.persistence.Database;

/** Hands this package's plain classes what the server and the configuration give. */
@ApplicationScoped
class ChainResources {

    /** Defined in the {@code ejb-jar.xml} of each packaging. */
    private static final String CONNECTION_FACTORY = "java:app/eis/chain";

    @Resource(lookup = CONNECTION_FACTORY)
    private ChainConnectionFactory connections;

    @Resource(lookup = Database.JNDI_NAME)
    private DataSource database;

    @Inject
    private InstantSource clock;

    @Inject
    @ConfigProperty(name = "synapse.chain.id")
    private String chainId;

    @Inject
    @ConfigProperty(name = "synapse.chain.netuid")
    private int netuid;

    @Inject
    @ConfigProperty(name = "synapse.chain.stale-after")
    private Duration staleAfter;

    @Inject
    @ConfigProperty(name = "synapse.chain.max-lag")
    private long maxLag;

    @Inject
    @ConfigProperty(name = "synapse.chain.send-deadline")
    private Duration sendDeadline;

    @Inject
    @ConfigProperty(name = "synapse.epoch.lease-ttl")
    private Duration leaseTtl;

    @Inject
    @ConfigProperty(name = "synapse.validator.hotkey-file")
    private String hotkeyFile;

    @Inject
    @ConfigProperty(name = "synapse.validator.coldkey-file")
    private String coldkeyFile;

    @Inject
    @ConfigProperty(name = "synapse.node.name")
    private String node;

    @Produces
    ChainConnectionFactory connections() {
        return connections;
    }

    @Produces
    ChainIdentity identity() {
        return new ChainIdentity(chainId, netuid);
    }

    @Produces
    @Singleton
    OwnKeys keys() {
        SecureRandom random = new SecureRandom();
        try {
            return new OwnKeys(
                    new HotkeyFile(Path.of(hotkeyFile)).loadOrCreate(random),
                    new HotkeyFile(Path.of(coldkeyFile)).loadOrCreate(random),
                    node);
        } catch (IOException e) {
            throw new IllegalStateException("The validator's keys can't be read: " + e.getMessage(), e);
        }
    }

    @Produces
    @Singleton
    ChainDesk desk() {
        return new ChainDesk(connections, sendDeadline);
    }

    @Produces
    Outbox outbox() {
        return new Outbox(identity(), clock);
    }

    @Produces
    @Singleton
    Sender sender(OwnKeys keys) {
        return new Sender(
                database,
                connections,
                identity(),
                new Signers(List.of(keys.hotkey(), keys.coldkey())),
                new Sender.Settings(keys.node(), leaseTtl, sendDeadline),
                clock,
                System::nanoTime);
    }

    @Produces
    @Singleton
    MetagraphFeed metagraphs(Event<Metagraph> changed) {
        return new MetagraphFeed(connections, identity(), changed::fire);
    }

    @Produces
    BlockCursor cursor() {
        return new BlockCursor(database, identity(), clock);
    }

    @Produces
    ChainStatus status() {
        return new ChainStatus(connections, cursor(), identity(), new ChainHealthLimits(staleAfter, maxLag), clock);
    }
}

package org.synapsesubnet.miner;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.identity.HotkeyFile;
import org.synapsesubnet.api.identity.HotkeySigner;
import org.synapsesubnet.api.identity.SubnetId;
import org.synapsesubnet.chain.api.ChainConnectionFactory;
import org.synapsesubnet.chain.api.Metagraph;
import org.synapsesubnet.miner.axon.AxonKeys;
import org.synapsesubnet.miner.models.ModelFloor;
import org.synapsesubnet.miner.models.ModelsChanged;
import org.synapsesubnet.miner.resources.ResourceBook;
import org.synapsesubnet.platform.concurrent.OneAtATime;
import org.synapsesubnet.platform.concurrent.VirtualThreads;
import org.synapsesubnet.platform.persistence.Database;

/** Puts the fleet together from what the container offers and has its hosts looked after while the application runs. */
@ApplicationScoped
public class FleetAssembly {

    @Inject
    private Config config;

    @Inject
    private InstantSource clock;

    @Inject
    @VirtualThreads
    private ExecutorService threads;

    @Inject
    private ChainConnectionFactory chain;

    @Inject
    private ModelFloor models;

    @Inject
    private ResourceBook resources;

    @Resource(lookup = Database.JNDI_NAME)
    private DataSource database;

    private final Map<String, FleetHost> hosts = new LinkedHashMap<>();
    private final OneAtATime turns = new OneAtATime();
    private final List<HttpClient> clients = new ArrayList<>();
    private @Nullable FleetNeurons neurons;

    @PostConstruct
    void start() {
        FleetSettings settings = FleetSettings.from(config);
        if (settings.hosts().isEmpty()) {
            return;
        }
        FleetBook book = new FleetBook(database, clock);
        HttpClient usual = HttpClient.newBuilder()
                .executor(threads)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        clients.add(usual);
        try {
            Ownership ownership = book.ownership();
            Optional<AxonWorkshop> workshop = workshop(AxonSettings.from(config), settings);
            neurons = workshop.isPresent() ? neurons(workshop.get(), settings) : null;
            HostEngines engines = HostEngines.from(config);
            LeaseSettings node = LeaseSettings.from(config);
            for (HostAddress host : settings.hosts()) {
                book.declare(host.name(), host.place().address());
                HttpClient questions = host.place() instanceof HostPlace.Remote remote ? client(remote) : usual;
                hosts.put(
                        host.name(),
                        new FleetHost(
                                host,
                                engines.open(host, questions, clock, threads),
                                database,
                                node,
                                ownership,
                                settings,
                                workshop,
                                models.works(),
                                resources,
                                questions,
                                clock,
                                threads));
            }
        } catch (SQLException | IOException | IllegalArgumentException e) {
            stop();
            throw new IllegalStateException("The fleet can't start: " + e.getMessage(), e);
        }
    }

    /** Of its own, since it takes other certificates for good. */
    private HttpClient client(HostPlace.Remote remote) {
        HttpClient client = remote.engine().client(threads);
        clients.add(client);
        return client;
    }

    private Optional<AxonWorkshop> workshop(AxonSettings settings, FleetSettings fleet) throws IOException {
        // What can't be is said before any host is begun with.
        for (HostAddress host : fleet.hosts()) {
            host.dockerEngine().ifPresent(engine -> settings.addressOn(host.name(), engine));
        }
        if (settings.image().isEmpty()) {
            FleetLog.LOG.noAxons();
            return Optional.empty();
        }
        return Optional.of(new AxonWorkshop(
                settings.image().get(),
                settings,
                new AxonKeys(settings.keys(), clock),
                keyIn("synapse.validator.hotkey-file"),
                new SubnetId(
                        config.getValue("synapse.chain.id", String.class),
                        config.getValue("synapse.chain.netuid", Integer.class))));
    }

    private FleetNeurons neurons(AxonWorkshop workshop, FleetSettings settings) throws IOException {
        return new FleetNeurons(
                chain,
                keyIn("synapse.validator.coldkey-file"),
                workshop.keys(),
                new AxonRows(database, clock),
                settings.hosts().stream().map(HostAddress::name).toList(),
                workshop.settings().register(),
                config.getValue("synapse.chain.send-deadline", Duration.class));
    }

    private HotkeySigner keyIn(String setting) throws IOException {
        return new HotkeyFile(Path.of(config.getValue(setting, String.class))).loadOrCreate(new SecureRandom());
    }

    /** Neurons are looked after with each block, on a thread of their own: commands wait for the next one. */
    void follow(@Observes Metagraph now) {
        FleetNeurons ours = neurons;
        if (ours != null) {
            threads.execute(() -> turns.run(ours::advance));
        }
    }

    /** Stops looking; containers go on, processes of this machine end. */
    @PreDestroy
    void stop() {
        turns.end();
        hosts.values().forEach(FleetHost::leave);
        hosts.values().forEach(FleetHost::close);
        hosts.clear();
        clients.forEach(HttpClient::shutdownNow);
        clients.clear();
    }

    /** Asked at deployment, so that the hosts are looked after from then on. */
    void awake() {
        FleetLog.LOG.lookingAfter(hosts.size());
    }

    void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) FleetChanged change) {
        look(change.host());
    }

    /** Brings the next look at a host forward, since something about its miners has changed. */
    public void look(String name) {
        FleetHost host = hosts.get(name);
        if (host != null) {
            host.look();
        }
    }

    void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) ModelsChanged change) {
        hosts.values().forEach(FleetHost::look);
    }
}

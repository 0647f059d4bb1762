package org.synapsesubnet.miner;

import java.net.URI;
import java.net.http.HttpClient;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import javax.sql.DataSource;
import org.synapsesubnet.api.tls.PinnedCertificate;

/** The fleet's axons as any node reaches them, whichever node looks after their hosts. */
public final class PublishedAxons implements AutoCloseable {

    private final AxonRows rows;
    private final Set<String> certificates = ConcurrentHashMap.newKeySet();
    private final HttpClient client;

    /** @param threads run the client's work */
    public PublishedAxons(DataSource database, InstantSource clock, Executor threads) {
        this.rows = new AxonRows(database, clock);
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(threads)
                .sslContext(PinnedCertificate.contextForAny(certificates::contains))
                .build();
    }

    /** Those of a miner's replicas that have been published; they need not run now. */
    public List<AxonAt> of(String miner) throws SQLException {
        var found = new ArrayList<AxonAt>();
        for (AxonRows.Known known : rows.of(miner)) {
            AxonRecord axon = known.axon();
            if (known.wanted() && axon.port() > 0) {
                certificates.add(axon.certificate());
                found.add(new AxonAt(published(axon), client));
            }
        }
        return found;
    }

    private static URI published(AxonRecord axon) {
        return AxonBlueprint.published(axon.address(), axon.port());
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}

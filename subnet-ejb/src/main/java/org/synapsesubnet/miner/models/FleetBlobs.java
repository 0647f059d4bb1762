package org.synapsesubnet.miner.models;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.synapsesubnet.access.AuditTrail;
import org.synapsesubnet.access.Caller;
import org.synapsesubnet.api.fleet.FleetBlobList;
import org.synapsesubnet.api.problem.InvalidValue;
import org.synapsesubnet.api.problem.ProblemException;
import org.synapsesubnet.platform.persistence.Database;

/** The files that models are made of, as operators send and see them. No transaction is open while a file comes in. */
@ApplicationScoped
public class FleetBlobs {

    @Resource(lookup = Database.JNDI_NAME)
    private DataSource database;

    @Inject
    private ModelFloor floor;

    @Inject
    private AuditTrail audit;

    @Inject
    private InstantSource clock;

    public FleetBlobList list() {
        try {
            return new FleetBlobList(store().list());
        } catch (IOException e) {
            throw new UncheckedIOException("Uploaded files can't be listed", e);
        }
    }

    /**
     * @param digest {@code sha256:…}, or only its 64 digits
     * @return false when the file was here already
     * @throws ProblemException with status 400, 413 when it is too large, 422 when it is something else
     */
    public boolean accept(String digest, InputStream bytes, Caller by) {
        try {
            String whole = whole(digest);
            boolean created = store().accept(whole, bytes);
            if (created) {
                audit.record(by.account(), "fleet.blob.put", whole, null);
            }
            return created;
        } catch (InvalidValue e) {
            throw ModelProblems.invalid(e);
        } catch (IOException e) {
            throw new UncheckedIOException("The file can't be kept: " + e.getMessage(), e);
        }
    }

    /** @throws ProblemException with status 404, 409 while a model is made of it */
    public void remove(String digest, Caller by) {
        try {
            String whole = whole(digest);
            if (new ModelBook(database, clock).needsBlob(whole)) {
                throw ModelProblems.blobNeeded();
            }
            if (!store().remove(whole)) {
                throw ModelProblems.blobNotFound();
            }
            audit.record(by.account(), "fleet.blob.remove", whole, null);
        } catch (InvalidValue e) {
            throw ModelProblems.invalid(e);
        } catch (IOException e) {
            throw new UncheckedIOException("The file can't be removed", e);
        } catch (SQLException e) {
            throw new IllegalStateException("The rows of models can't be read", e);
        }
    }

    private BlobStore store() {
        return floor.works().blobs();
    }

    private static String whole(String digest) {
        return digest.startsWith("sha256:") ? digest : "sha256:" + digest;
    }
}

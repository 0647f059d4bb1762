package org.synapsesubnet.web.leaderboard;

import jakarta.ws.rs.ApplicationPath;
import java.util.Set;
import org.synapsesubnet.web.rest.RestApplication;

/** {@code /epochs}. */
@ApplicationPath("/epochs")
public class EpochsApplication extends RestApplication {
    public EpochsApplication() {
        super(Set.of(EpochsResource.class));
    }
}

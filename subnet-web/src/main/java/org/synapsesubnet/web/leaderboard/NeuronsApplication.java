package org.synapsesubnet.web.leaderboard;

import jakarta.ws.rs.ApplicationPath;
import java.util.Set;
import org.synapsesubnet.web.rest.RestApplication;

/** {@code /neurons}. */
@ApplicationPath("/neurons")
public class NeuronsApplication extends RestApplication {
    public NeuronsApplication() {
        super(Set.of(NeuronsResource.class));
    }
}

package org.synapsesubnet.web.chain;

import jakarta.ws.rs.ApplicationPath;
import java.util.Set;
import org.synapsesubnet.web.rest.RestApplication;

/** {@code /chain}. */
@ApplicationPath("/chain")
public class ChainApplication extends RestApplication {
    public ChainApplication() {
        super(Set.of(ChainResource.class));
    }
}

package org.synapsesubnet.web.leaderboard;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.synapsesubnet.access.Role;

/** Who may see the leaderboard's pages: everybody, or operators, who are asked to log in. */
@ApplicationScoped
public class PageAudience {

    @Inject
    private Audience audience;

    void admit() {
        FacesContext faces = FacesContext.getCurrentInstance();
        ExternalContext external = faces.getExternalContext();
        if (audience.isOpen() || external.isUserInRole(Role.Names.OPERATOR)) {
            return;
        }
        try {
            external.redirect(external.getRequestContextPath() + "/console/index.xhtml");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

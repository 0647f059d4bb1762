package org.synapsesubnet.web.security;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.SecurityContext;
import jakarta.security.enterprise.authentication.mechanism.http.AuthenticationParameters;
import jakarta.security.enterprise.credential.Password;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The login page's form, and the way out. Faces' view state keeps other sites from sending it. */
@Named
@RequestScoped
public class LoginForm {
    @Inject
    private SecurityContext security;

    private String name = "";
    private String password = "";
    private @Nullable String from;

    /** The page to come back to is a parameter of the request: first of the page's address, then of its form. */
    @PostConstruct
    void readParameter() {
        from = FacesContext.getCurrentInstance()
                .getExternalContext()
                .getRequestParameterMap()
                .get("from");
    }

    /** Logs in and goes on to where the caller wanted to go; stays with a message where that fails. */
    public void login() throws IOException {
        ExternalContext external = FacesContext.getCurrentInstance().getExternalContext();
        HttpServletRequest request = (HttpServletRequest) external.getRequest();
        AuthenticationStatus status = security.authenticate(
                request,
                (HttpServletResponse) external.getResponse(),
                AuthenticationParameters.withParams()
                        .newAuthentication(true)
                        .credential(new UsernamePasswordCredential(name, new Password(password))));
        if (status == AuthenticationStatus.SUCCESS) {
            external.redirect(external.getRequestContextPath() + LoginRedirect.after(from));
        } else {
            String reason = Objects.requireNonNullElse(
                            request.getAttribute(SubnetAuthentication.LOGIN_REFUSED), "The login failed.")
                    .toString();
            FacesContext.getCurrentInstance()
                    .addMessage(null, new FacesMessage(FacesMessage.SEVERITY_ERROR, reason, null));
        }
    }

    /** Ends the session. */
    public void logout() throws IOException, ServletException {
        ExternalContext external = FacesContext.getCurrentInstance().getExternalContext();
        ((HttpServletRequest) external.getRequest()).logout();
        external.invalidateSession();
        external.redirect(external.getRequestContextPath() + LoginRedirect.LOGIN_PAGE);
    }

    public String getName() {
        return name;
    }

    public void setName(@Nullable String name) {
        this.name = Objects.requireNonNullElse(name, "");
    }

    public String getPassword() {
        return password;
    }

    public void setPassword(@Nullable String password) {
        this.password = Objects.requireNonNullElse(password, "");
    }

    public @Nullable String getFrom() {
        return from;
    }
}

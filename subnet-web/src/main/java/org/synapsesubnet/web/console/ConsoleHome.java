package org.synapsesubnet.web.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.access.ApiKeys;
import org.synapsesubnet.access.Caller;
import org.synapsesubnet.api.access.ApiKeyDraft;
import org.synapsesubnet.api.access.ApiKeyView;
import org.synapsesubnet.api.access.IssuedApiKey;
import org.synapsesubnet.api.module.ModuleQuery;
import org.synapsesubnet.api.module.ModuleView;
import org.synapsesubnet.api.problem.InvalidValue;
import org.synapsesubnet.registrar.Modules;

/** Backs the console's first page: the registry's modules and the API keys. Only operators get here. */
@Named("console")
@RequestScoped
public class ConsoleHome {

    private static final int SHOWN = 50;
    private static final String REVOKED_KEY = "revokedKey";

    @Inject
    private ApiKeys apiKeys;

    @Inject
    private Modules registry;

    @SuppressWarnings("NullAway.Init") // set by read() before the page asks
    private Caller operator;

    private @Nullable List<ModuleView> modules;
    private @Nullable List<ApiKeyView> keys;
    private String label = "";
    private String role = "user";
    private @Nullable Integer requestsPerMinute;
    private @Nullable String issuedSecret;

    @PostConstruct
    void read() {
        HttpServletRequest request = (HttpServletRequest)
                FacesContext.getCurrentInstance().getExternalContext().getRequest();
        operator = (Caller) Objects.requireNonNull(request.getAttribute(Caller.ATTRIBUTE), Caller.ATTRIBUTE);
    }

    /** Issues the key that the form asks for; its secret is on the answer's page and nowhere else. */
    public void issue() {
        try {
            IssuedApiKey issued = apiKeys.issue(new ApiKeyDraft(label, role, requestsPerMinute), operator);
            issuedSecret = issued.secret();
            label = "";
            requestsPerMinute = null;
        } catch (InvalidValue e) {
            FacesContext.getCurrentInstance()
                    .addMessage(null, new FacesMessage(FacesMessage.SEVERITY_ERROR, e.getMessage(), null));
        }
        keys = null;
    }

    /**
     * Ends the key whose id the button sends along: the list may have grown since the page was shown, so that the
     * button's row says nothing.
     */
    public void revoke() {
        String id = FacesContext.getCurrentInstance()
                .getExternalContext()
                .getRequestParameterMap()
                .get(REVOKED_KEY);
        if (id != null) {
            apiKeys.revoke(UUID.fromString(id), operator);
        }
        keys = null;
    }

    public String getAccount() {
        return operator.account();
    }

    public List<ModuleView> getModules() {
        List<ModuleView> read = modules;
        if (read == null) {
            read = registry.list(ModuleQuery.ALL, 0, SHOWN).modules();
            modules = read;
        }
        return read;
    }

    public List<ApiKeyView> getKeys() {
        List<ApiKeyView> read = keys;
        if (read == null) {
            read = apiKeys.list(0, SHOWN).keys();
            keys = read;
        }
        return read;
    }

    public String getLabel() {
        return label;
    }

    public void setLabel(@Nullable String label) {
        this.label = Objects.requireNonNullElse(label, "");
    }

    public String getRole() {
        return role;
    }

    public void setRole(String role) {
        this.role = role;
    }

    public @Nullable Integer getRequestsPerMinute() {
        return requestsPerMinute;
    }

    public void setRequestsPerMinute(@Nullable Integer requestsPerMinute) {
        this.requestsPerMinute = requestsPerMinute;
    }

    public @Nullable String getIssuedSecret() {
        return issuedSecret;
    }
}

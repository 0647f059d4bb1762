package org.synapsesubnet.web.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.synapsesubnet.access.Accounts;
import org.synapsesubnet.access.ApiKeys;
import org.synapsesubnet.access.Caller;
import org.synapsesubnet.access.LoginRefused;

/**
 * Finds out who sends a request: the one mechanism of this application, since Jakarta EE 10 allows one. The face decides
 * the kind of credential: a bearer token on the API faces, never with a session; a session after a form login elsewhere.
 * Leaves the {@link Caller} in the request attribute {@link Caller#ATTRIBUTE}.
 */
@ApplicationScoped
public class SubnetAuthentication implements HttpAuthenticationMechanism {
    /** Request attribute with the reason why a form login failed. */
    static final String LOGIN_REFUSED = "org.synapsesubnet.web.security.LOGIN_REFUSED";

    @Inject
    private ApiKeys keys;

    @Inject
    private Accounts accounts;

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        Face face = Face.of(request);
        if (face.wantsApiKey()) {
            return byBearerToken(face, request, response, context);
        }
        if (face.takesApiKey()) {
            return BearerToken.of(request).isPresent()
                    ? byBearerToken(face, request, response, context)
                    : context.doNothing();
        }
        if (context.getAuthParameters().getCredential() instanceof UsernamePasswordCredential credential) {
            return byLogin(credential, request, context);
        }
        return bySession(request, response, context);
    }

    private AuthenticationStatus byBearerToken(
            Face face, HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        String uri = request.getRequestURI();
        Optional<BearerToken> token = BearerToken.of(request);
        if (token.isEmpty()) {
            return refuse(
                    face.unauthenticated(
                            uri, "An API key is needed. Send it in the header: Authorization: Bearer sk-syn-…"),
                    response);
        }
        try {
            return keys.authenticate(token.get().text())
                    .map(caller -> accept(caller, request, context))
                    .orElseGet(
                            () -> refuse(face.unauthenticated(uri, "The API key is wrong or was revoked."), response));
        } catch (RuntimeException e) {
            SecurityLog.LOG.keyNotChecked(e);
            return refuse(face.unavailable(uri), response);
        }
    }

    private AuthenticationStatus byLogin(
            UsernamePasswordCredential credential, HttpServletRequest request, HttpMessageContext context) {
        try {
            Caller caller =
                    accounts.login(credential.getCaller(), credential.getPasswordAsString(), request.getRemoteAddr());
            HttpSession session = request.getSession(true);
            request.changeSessionId();
            session.setAttribute(Caller.ATTRIBUTE, caller);
            return accept(caller, request, context);
        } catch (LoginRefused e) {
            request.setAttribute(LOGIN_REFUSED, e.getMessage());
            return AuthenticationStatus.SEND_FAILURE;
        }
    }

    private AuthenticationStatus bySession(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        HttpSession session = request.getSession(false);
        if (session != null && session.getAttribute(Caller.ATTRIBUTE) instanceof Caller caller) {
            return accept(caller, request, context);
        }
        if (!context.isProtected()) {
            return context.doNothing();
        }
        try {
            LoginRedirect.of(request).send(response);
            return AuthenticationStatus.SEND_CONTINUE;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AuthenticationStatus accept(Caller caller, HttpServletRequest request, HttpMessageContext context) {
        request.setAttribute(Caller.ATTRIBUTE, caller);
        return context.notifyContainerAboutLogin(caller.account(), caller.roleNames());
    }

    private static AuthenticationStatus refuse(Refusal refusal, HttpServletResponse response) {
        try {
            refusal.send(response);
            return AuthenticationStatus.SEND_FAILURE;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

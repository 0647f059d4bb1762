package org.synapsesubnet.web.problem;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.synapsesubnet.api.problem.InvalidValue;
import org.synapsesubnet.api.problem.Problem;
import org.synapsesubnet.api.problem.ProblemException;

/** Whatever goes wrong in a REST application leaves it as a problem; a surprise is logged and leaves nothing but a number. */
@Provider
public class ProblemMapper implements ExceptionMapper<Throwable> {
    @Context
    private UriInfo uri;

    @Override
    public Response toResponse(Throwable thrown) {
        for (Throwable e = thrown; e != null; e = e.getCause()) {
            if (e instanceof RetryLaterException later) {
                return builder(later.problem())
                        .header(HttpHeaders.RETRY_AFTER, later.seconds())
                        .build();
            }
            if (e instanceof ProblemException refused) {
                return answer(refused.problem());
            }
            if (e instanceof InvalidValue invalid) {
                return answer(Problems.invalid(List.of(invalid.asFieldError())));
            }
            if (e instanceof WebApplicationException http) {
                return answer(http.getResponse());
            }
        }
        String incident = UUID.randomUUID().toString();
        ProblemLog.LOG.unexpected(incident, thrown);
        return answer(Problems.internal(incident));
    }

    /** A refusal by the JAX-RS runtime itself: no such path, wrong method, wrong media type. */
    private Response answer(Response refusal) {
        int status = refusal.getStatus();
        if (status < 400) {
            return refusal;
        }
        Response.Status known = Response.Status.fromStatusCode(status);
        String title = known == null ? "Refused" : known.getReasonPhrase();
        Response.ResponseBuilder answer = builder(Problems.plain(status, title, detailOf(status)));
        for (String header : List.of(HttpHeaders.ALLOW, HttpHeaders.WWW_AUTHENTICATE, HttpHeaders.RETRY_AFTER)) {
            String value = refusal.getHeaderString(header);
            if (value != null) {
                answer.header(header, value);
            }
        }
        return answer.build();
    }

    private static String detailOf(int status) {
        return switch (status) {
            case 404 -> "There is nothing at this path.";
            case 405 -> "This path doesn't know the method; the Allow header lists those it knows.";
            case 406 -> "The answer comes as application/json only.";
            case 415 -> "The body must be application/json.";
            default -> "The request was refused.";
        };
    }

    private Response answer(Problem problem) {
        return builder(problem).build();
    }

    private Response.ResponseBuilder builder(Problem problem) {
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem.at(URI.create(uri.getRequestUri().getRawPath())));
    }
}

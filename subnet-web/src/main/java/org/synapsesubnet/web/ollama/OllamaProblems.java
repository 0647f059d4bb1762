package org.synapsesubnet.web.ollama;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import org.synapsesubnet.web.inference.ServerProblems;

/** What the JAX-RS runtime refuses by itself, such as an unknown path or method, in Ollama's shape. */
public class OllamaProblems implements ExceptionMapper<WebApplicationException> {

    @Override
    public Response toResponse(WebApplicationException problem) {
        return Response.fromResponse(problem.getResponse())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(OllamaForm.FORM.error(ServerProblems.of(problem)))
                .build();
    }
}

package org.synapsesubnet.web.openai;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import org.synapsesubnet.validator.gateway.GatewayError;
import org.synapsesubnet.web.inference.ServerProblems;

/** What the JAX-RS runtime refuses by itself, such as an unknown path or method, in OpenAI's shape. */
public class OpenAiProblems implements ExceptionMapper<WebApplicationException> {

    @Override
    public Response toResponse(WebApplicationException problem) {
        GatewayError error = ServerProblems.of(problem);
        return Response.fromResponse(problem.getResponse())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(OpenAiErrors.bytes(error))
                .build();
    }
}

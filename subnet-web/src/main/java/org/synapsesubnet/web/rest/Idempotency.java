package org.synapsesubnet.web.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.wire.Sha256;
import org.synapsesubnet.platform.idempotency.Answer;
import org.synapsesubnet.platform.idempotency.HappenedMeanwhileException;
import org.synapsesubnet.platform.idempotency.RememberedAnswers;
import org.synapsesubnet.platform.idempotency.RequestKey;
import org.synapsesubnet.web.problem.Json;

/** Answers a POST that carries the header {@value #HEADER} once, and the same again each time it is repeated. */
@ApplicationScoped
public class Idempotency {
    public static final String HEADER = "Idempotency-Key";

    @Inject
    private RememberedAnswers answers;

    /**
     * @param key the header, or null where the client wants none of this
     * @param path of the request
     * @param work what is to happen once; answers with a record as its entity
     * @throws org.synapsesubnet.api.problem.ProblemException with status 422 when the key came with another body or path
     */
    public Response once(@Nullable String key, String account, String path, Record body, Supplier<Response> work) {
        if (key == null) {
            return work.get();
        }
        RequestKey request = new RequestKey(account, key, fingerprint(path, body));
        return answers.find(request).map(Idempotency::response).orElseGet(() -> first(request, work));
    }

    private Response first(RequestKey request, Supplier<Response> work) {
        try {
            return response(answers.remember(request, () -> answer(work.get())));
        } catch (HappenedMeanwhileException e) {
            return answers.find(request).map(Idempotency::response).orElseThrow(() -> e);
        }
    }

    private static String fingerprint(String path, Record body) {
        return Sha256.hexOf((path + "\n" + Json.write(body)).getBytes(StandardCharsets.UTF_8));
    }

    private static Answer answer(Response response) {
        URI location = response.getLocation();
        EntityTag tag = response.getEntityTag();
        return new Answer(
                response.getStatus(),
                location == null ? null : location.getRawPath(),
                tag == null ? null : tag.getValue(),
                Json.write(response.getEntity()));
    }

    private static Response response(Answer answer) {
        Response.ResponseBuilder builder = Response.status(answer.status()).entity(answer.body());
        if (answer.location() != null) {
            builder.location(URI.create(answer.location()));
        }
        if (answer.entityTag() != null) {
            builder.tag(answer.entityTag());
        }
        return builder.build();
    }
}

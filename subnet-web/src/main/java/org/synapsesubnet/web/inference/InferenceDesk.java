package org.synapsesubnet.web.inference;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.CompletionCallback;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiFunction;
import org.synapsesubnet.access.Caller;
import org.synapsesubnet.platform.concurrent.VirtualThreads;
import org.synapsesubnet.validator.gateway.Gateway;
import org.synapsesubnet.validator.gateway.GatewayError;
import org.synapsesubnet.validator.gateway.GatewayException;
import org.synapsesubnet.validator.gateway.InferenceRequest;
import org.synapsesubnet.validator.gateway.admission.RateVerdict;
import org.synapsesubnet.validator.gateway.relay.AnswerChunk;
import org.synapsesubnet.validator.gateway.relay.Exchange;

/**
 * Takes a face's requests and serves each on a virtual thread of its own, so that no worker of the server is held while
 * an answer is made.
 */
@ApplicationScoped
public class InferenceDesk {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Inject
    private Gateway gateway;

    @Inject
    @VirtualThreads
    private ExecutorService threads;

    /**
     * What a face makes of a body: the request for the gateway and the form of its answer.
     *
     * @param request for the gateway
     * @param form for this one answer
     */
    public record Order(InferenceRequest request, AnswerForm form) {}

    /**
     * Reads, checks and serves one request; answers through {@code response} in any case.
     *
     * @param reader makes an order of caller and body; throws {@link GatewayException} when the body is wrong
     * @param refusals the form of refusals before there is an order
     */
    public void serve(
            HttpServletRequest http,
            InputStream body,
            AsyncResponse response,
            BiFunction<Caller, byte[], Order> reader,
            AnswerForm refusals) {
        AnswerForm form = refusals;
        try {
            Caller caller = (Caller) http.getAttribute(Caller.ATTRIBUTE);
            if (caller == null) {
                throw new GatewayException(GatewayError.unauthenticated());
            }
            byte[] bytes = RequestBody.read(http, body, gateway.limits().bodyBytes());
            Order order = reader.apply(caller, bytes);
            form = order.form();
            threads.execute(() -> serve(order, response));
        } catch (GatewayException e) {
            response.resume(refusal(e, form));
        } catch (RejectedExecutionException e) {
            response.resume(refusal(new GatewayException(GatewayError.unavailable("This node is stopping", 1)), form));
        }
    }

    private void serve(Order order, AsyncResponse response) {
        try {
            Exchange exchange = gateway.open(order.request());
            if (order.request().streamed()) {
                stream(order, exchange, response);
            } else {
                answer(order, exchange, response);
            }
        } catch (GatewayException e) {
            response.resume(refusal(e, order.form()));
        } catch (RuntimeException e) {
            InferenceLog.LOG.unexpected(e);
            response.resume(refusal(new GatewayException(GatewayError.internal()), order.form()));
        }
    }

    private static void answer(Order order, Exchange exchange, AsyncResponse response) {
        try (exchange) {
            AnswerChunk answer = null;
            while (answer == null) {
                answer = exchange.next(PATIENCE);
            }
            response.resume(limits(Response.ok(order.form().whole(answer), MediaType.APPLICATION_JSON_TYPE), exchange)
                    .build());
        }
    }

    private static void stream(Order order, Exchange exchange, AsyncResponse response) {
        boolean handedOver = false;
        try {
            AnswerForm form = order.form();
            AnswerChunk first = exchange.next(StreamedAnswer.SIGN_OF_LIFE);
            // Without a sign of life in the format the head may as well wait: then a refusal has its proper status.
            while (first == null && form.alive().length == 0) {
                first = exchange.next(StreamedAnswer.SIGN_OF_LIFE);
            }
            response.register((CompletionCallback) failure -> exchange.close());
            handedOver = true;
            boolean resumed = response.resume(
                    limits(Response.ok(new StreamedAnswer(exchange, form, first), form.streamType()), exchange)
                            .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                            // nginx and its like buffer an answer unless told otherwise.
                            .header("X-Accel-Buffering", "no")
                            .build());
            handedOver = resumed;
        } finally {
            if (!handedOver) {
                exchange.close();
            }
        }
    }

    /** The answer to a request that was refused or failed before its first byte. */
    public static Response refusal(GatewayException refused, AnswerForm form) {
        GatewayError error = refused.error();
        Response.ResponseBuilder response = Response.status(error.status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(form.error(error));
        if (error.retryAfterSeconds() > 0) {
            response.header(HttpHeaders.RETRY_AFTER, error.retryAfterSeconds());
        }
        return limits(response, refused.rate()).build();
    }

    private static Response.ResponseBuilder limits(Response.ResponseBuilder response, Exchange exchange) {
        return limits(response.header("x-request-id", exchange.id()), exchange.rate());
    }

    /** OpenAI's headers; the reset is a duration such as {@code 12.5s}. */
    private static Response.ResponseBuilder limits(Response.ResponseBuilder response, RateVerdict rate) {
        if (rate.limit() == 0) {
            return response;
        }
        return response.header("x-ratelimit-limit-requests", rate.limit())
                .header("x-ratelimit-remaining-requests", rate.remaining())
                .header("x-ratelimit-reset-requests", rate.reset().toMillis() / 1000.0 + "s");
    }
}

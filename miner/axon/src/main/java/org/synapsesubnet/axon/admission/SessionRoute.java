package org.synapsesubnet.axon.admission;

import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.synapsesubnet.api.session.SessionRefusal;
import org.synapsesubnet.api.session.SessionRefusedException;
import org.synapsesubnet.api.session.SignedOffer;
import org.synapsesubnet.axon.RefusedException;
import org.synapsesubnet.axon.Replies;

/** Where validators open sessions; the one door at which strangers can make the axon calculate, so it is a narrow one. */
public final class SessionRoute implements Handler {

    private static final int LONGEST_OFFER = 4_096;
    private static final int OFFERS_AT_ONCE = 2;
    private static final int RETRY_AFTER_SECONDS = 1;

    private final SessionBook sessions;
    private final BodyReader bodies = new BodyReader(LONGEST_OFFER, 256L * LONGEST_OFFER);
    private final Semaphore calculating = new Semaphore(OFFERS_AT_ONCE, true);

    public SessionRoute(SessionBook sessions) {
        this.sessions = sessions;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) throws Exception {
        SignedOffer offer;
        try (BodyReader.Body body =
                bodies.read(request.content().inputStream(), request.headers().contentLength())) {
            offer = SignedOffer.fromJson(new String(body.bytes(), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new SessionRefusedException(SessionRefusal.OFFER_MALFORMED, String.valueOf(e.getMessage()));
        }
        if (!calculating.tryAcquire(RETRY_AFTER_SECONDS, TimeUnit.SECONDS)) {
            throw RefusedException.busy("handshakes_busy", "too many handshakes at once", RETRY_AFTER_SECONDS);
        }
        try {
            Replies.json(response, Status.CREATED_201, sessions.open(offer).toJson());
        } finally {
            calculating.release();
        }
    }
}

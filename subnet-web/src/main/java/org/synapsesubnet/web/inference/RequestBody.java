package org.synapsesubnet.web.inference;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import org.synapsesubnet.validator.gateway.GatewayError;
import org.synapsesubnet.validator.gateway.GatewayError.Kind;
import org.synapsesubnet.validator.gateway.GatewayException;

/** Reads a request's body up to the limit; what lies beyond never reaches the heap. */
final class RequestBody {

    /** How much of a body that is too large is read and dropped, so that its sender gets to read the refusal. */
    private static final int DROPPED_TIMES_LIMIT = 16;

    private static final int DROP_BUFFER = 1 << 14;

    private RequestBody() {}

    /** @throws GatewayException when the body is larger than the limit, or breaks off */
    static byte[] read(HttpServletRequest request, InputStream body, int limit) {
        try {
            if (request.getContentLengthLong() > limit) {
                drop(body, limit);
                throw new GatewayException(GatewayError.tooLarge(limit));
            }
            byte[] bytes = body.readNBytes(limit + 1);
            if (bytes.length > limit) {
                drop(body, limit);
                throw new GatewayException(GatewayError.tooLarge(limit));
            }
            return bytes;
        } catch (IOException e) {
            throw new GatewayException(GatewayError.of(Kind.INVALID_REQUEST, "The request's body broke off"));
        }
    }

    private static void drop(InputStream body, int limit) throws IOException {
        byte[] dropped = new byte[DROP_BUFFER];
        long left = (long) DROPPED_TIMES_LIMIT * limit;
        while (left > 0) {
            int read = body.read(dropped);
            if (read < 0) {
                return;
            }
            left -= read;
        }
    }
}

package org.synapsesubnet.web.inference;

import org.synapsesubnet.validator.gateway.GatewayError;
import org.synapsesubnet.validator.gateway.relay.AnswerChunk;

/** How one face writes the answer to one request. Holds the stream's state, so each request has its own. */
public interface AnswerForm {

    /** Media type of a streamed answer. */
    String streamType();

    /** The body of an answer that isn't streamed. */
    byte[] whole(AnswerChunk answer);

    /** What goes out for one chunk of a stream; the last one brings the stream's end with it. */
    byte[] chunk(AnswerChunk chunk);

    /** What shows that the connection lives while nothing has come yet; empty where the format has no such thing. */
    byte[] alive();

    /** The body of a refusal before the answer began. */
    byte[] error(GatewayError error);

    /** What tells of a failure in the midst of a stream. */
    byte[] lateError(GatewayError error);
}

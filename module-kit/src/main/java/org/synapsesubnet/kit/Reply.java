package org.synapsesubnet.kit;

import java.nio.charset.StandardCharsets;
import org.synapsesubnet.api.inference.ErrorBody;
import org.synapsesubnet.api.inference.ErrorCode;
import org.synapsesubnet.api.inference.ModuleException;
import org.synapsesubnet.api.inference.ModuleJson;

/**
 * An answer of the module.
 *
 * @param status HTTP status
 * @param contentType empty where there is none
 */
record Reply(int status, String contentType, String body) {
    private static final int SHOWN = 200;

    /** @throws NoAnswerException when the body isn't that record, telling why */
    <T extends Record> T as(Class<T> type) throws NoAnswerException {
        try {
            return ModuleJson.read(body.getBytes(StandardCharsets.UTF_8), type);
        } catch (ModuleException e) {
            throw new NoAnswerException(e.error().message() + " in " + this);
        }
    }

    /** Whether it refuses with that code and the code's status. */
    boolean refusesWith(ErrorCode code) {
        try {
            return status == code.httpStatus() && as(ErrorBody.class).error().code() == code;
        } catch (NoAnswerException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        String shown = body.length() > SHOWN ? body.substring(0, SHOWN) + "…" : body;
        return status + " " + shown.strip().replaceAll("\\s+", " ");
    }
}

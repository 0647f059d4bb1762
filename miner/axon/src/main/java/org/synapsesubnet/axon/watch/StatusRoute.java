package org.synapsesubnet.axon.watch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.StringWriter;
import org.synapsesubnet.api.identity.Hotkey;
import org.synapsesubnet.api.identity.SubnetId;
import org.synapsesubnet.axon.Replies;
import org.synapsesubnet.axon.queue.SlotQueue;
import org.synapsesubnet.axon.relay.ModelCatalog;

/** Who the axon is and how busy: open to everybody, and cheap, since the models are asked for every few seconds only. */
public final class StatusRoute implements Handler {

    private static final JsonFactory FACTORY = new JsonFactory();

    private final Hotkey hotkey;
    private final SubnetId subnet;
    private final SlotQueue queue;
    private final ModelCatalog models;

    public StatusRoute(Hotkey hotkey, SubnetId subnet, SlotQueue queue, ModelCatalog models) {
        this.hotkey = hotkey;
        this.subnet = subnet;
        this.queue = queue;
        this.models = models;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) throws IOException {
        var text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("hotkey", hotkey.address());
            json.writeStringField("chainId", subnet.chainId());
            json.writeNumberField("netuid", subnet.netuid());
            json.writeNumberField("slots", queue.slots());
            json.writeNumberField("busy", queue.busy());
            json.writeNumberField("queued", queue.queued());
            json.writeNumberField("queueBound", queue.bound());
            json.writeArrayFieldStart("models");
            for (ModelCatalog.Model model : models.models()) {
                json.writeStartObject();
                json.writeStringField("name", model.name());
                json.writeStringField("digest", model.digest());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        Replies.json(response, Status.OK_200, text.toString());
    }
}

package org.synapsesubnet.axon.ledger;

import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import org.synapsesubnet.api.receipt.Receipt;
import org.synapsesubnet.api.receipt.ReceiptPage;
import org.synapsesubnet.axon.RefusedException;
import org.synapsesubnet.axon.Replies;
import org.synapsesubnet.axon.admission.Gate;
import org.synapsesubnet.axon.connection.Peer;

/**
 * Where validators read receipts: {@code /head}; {@code ?from=N&limit=M}, a page; {@code ?nonce=…}, the receipt for one
 * of the caller's own requests.
 */
public final class ReceiptRoutes implements HttpService {

    private static final int LARGEST_PAGE = 1_000;

    private final Gate gate;
    private final ReceiptLedger ledger;

    public ReceiptRoutes(Gate gate, ReceiptLedger ledger) {
        this.gate = gate;
        this.ledger = ledger;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/head", this::head).get("/", this::receipts);
    }

    private void head(ServerRequest request, ServerResponse response) throws Exception {
        try (Gate.Entered entered = gate.enter(request, Peer.current())) {
            Replies.json(response, Status.OK_200, ledger.head().toJson());
        }
    }

    private void receipts(ServerRequest request, ServerResponse response) throws Exception {
        try (Gate.Entered entered = gate.enter(request, Peer.current())) {
            if (request.query().contains("nonce")) {
                String nonce = request.query().get("nonce");
                Receipt receipt = ledger.find(entered.admitted().validator(), nonce)
                        .orElseThrow(() -> new RefusedException(
                                404,
                                "receipt_unknown",
                                "no receipt is remembered for a request of yours with this nonce"));
                Replies.json(response, Status.OK_200, receipt.toJson());
            } else {
                long from = number(request, "from", 1, 1, Long.MAX_VALUE);
                int limit = (int) number(request, "limit", 100, 1, LARGEST_PAGE);
                ReceiptPage page = ledger.page(from, limit);
                Replies.send(response, Status.OK_200, "application/x-ndjson", page.toNdjson());
            }
        }
    }

    private static long number(ServerRequest request, String name, long otherwise, long least, long most)
            throws RefusedException {
        List<String> values = request.query().all(name, List::of);
        if (values.isEmpty()) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(values.getFirst());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Refused below, with the range.
        }
        throw new RefusedException(
                400, "bad_parameter", "%s must be a whole number from %d to %d".formatted(name, least, most));
    }
}

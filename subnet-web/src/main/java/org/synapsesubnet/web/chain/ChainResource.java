package org.synapsesubnet.web.chain;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.Base64;
import java.util.Locale;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.chain.AccountView;
import org.synapsesubnet.api.chain.ChainView;
import org.synapsesubnet.api.chain.CommandDraft;
import org.synapsesubnet.api.chain.CommandResult;
import org.synapsesubnet.api.chain.MetagraphView;
import org.synapsesubnet.chain.ChainDesk;
import org.synapsesubnet.chain.api.ChainException;
import org.synapsesubnet.chain.api.CommandCodec;
import org.synapsesubnet.chain.api.CommandEnvelope;
import org.synapsesubnet.chain.api.CommandReceipt;
import org.synapsesubnet.chain.api.KeyId;
import org.synapsesubnet.chain.api.SignedCommand;
import org.synapsesubnet.web.problem.Problems;

/**
 * The chain behind this application, open to strangers: reading tells what everybody may know, and a command carries the
 * signature of the account that it is about.
 */
@Path("/")
@ApplicationScoped
@PermitAll
@Tag(name = "Chain")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ChainResource {
    private static final String ADDRESS = "0x[0-9a-f]{40}";

    @Inject
    private ChainDesk desk;

    @Inject
    private AddressRates rates;

    @Context
    private HttpServletRequest request;

    @GET
    @PermitAll
    @Operation(summary = "The chain at its newest final block, and the rules of the subnet")
    public ChainView chain() {
        rates.admit(request.getRemoteAddr());
        try {
            return ChainViews.of(desk.standing());
        } catch (ChainException e) {
            throw ChainProblems.of(e);
        }
    }

    @GET
    @Path("metagraph")
    @PermitAll
    @Operation(summary = "All neurons, now or as an earlier block left them")
    public MetagraphView metagraph(@QueryParam("block") @Nullable String block) {
        rates.admit(request.getRemoteAddr());
        try {
            return ChainViews.of(desk.metagraph(number(block)));
        } catch (ChainException e) {
            throw ChainProblems.of(e);
        }
    }

    @GET
    @Path("accounts/{address}")
    @PermitAll
    @Operation(summary = "Next nonce and balance of an account")
    public AccountView account(@PathParam("address") String address) {
        rates.admit(request.getRemoteAddr());
        String account = address.toLowerCase(Locale.ROOT);
        if (!account.matches(ADDRESS)) {
            throw Problems.invalid("address", "must be 0x and 40 hexadecimal digits");
        }
        try {
            ChainDesk.Account found = desk.account(KeyId.ofAddress(account));
            return new AccountView(account, found.nextNonce(), found.balance());
        } catch (ChainException e) {
            throw ChainProblems.of(e);
        }
    }

    @POST
    @Path("commands")
    @PermitAll
    @Operation(summary = "Sends a signed command and waits until it is final or refused")
    public CommandResult submit(CommandDraft draft) {
        rates.admit(request.getRemoteAddr());
        SignedCommand command = new SignedCommand(envelope(draft.envelope()), draft.signature());
        try {
            CommandReceipt receipt = desk.submit(command);
            return switch (receipt.outcome()) {
                case CommandReceipt.Applied applied -> ChainViews.of(receipt.block(), applied.events());
                case CommandReceipt.Refused refused -> throw ChainProblems.of(refused);
            };
        } catch (ChainException e) {
            throw ChainProblems.of(e);
        }
    }

    private static CommandEnvelope envelope(String base64) {
        try {
            return CommandCodec.decode(Base64.getDecoder().decode(base64));
        } catch (IOException | IllegalArgumentException e) {
            throw Problems.invalid("envelope", "must be base64 of a command's envelope: " + e.getMessage());
        }
    }

    private static OptionalLong number(@Nullable String block) {
        if (block == null) {
            return OptionalLong.empty();
        }
        if (!block.matches("[0-9]{1,18}")) {
            throw Problems.invalid("block", "must be a block's number, 0 or more, but was '" + block + "'");
        }
        return OptionalLong.of(Long.parseLong(block));
    }
}

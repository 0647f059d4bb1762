package org.synapsesubnet.chain.connector.embedded;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.synapsesubnet.chain.api.AppliedCommand;
import org.synapsesubnet.chain.api.Block;
import org.synapsesubnet.chain.api.BlockHash;
import org.synapsesubnet.chain.api.ChainEvent;
import org.synapsesubnet.chain.api.ChainEvent.HyperparametersSet;
import org.synapsesubnet.chain.api.ChainEvent.SubnetFounded;
import org.synapsesubnet.chain.api.CommandCodec;
import org.synapsesubnet.chain.api.CommandReceipt.Applied;
import org.synapsesubnet.chain.api.CommandReceipt.Outcome;
import org.synapsesubnet.chain.api.Hyperparameters;
import org.synapsesubnet.chain.api.SignedCommand;
import org.synapsesubnet.chain.connector.embedded.ledger.Ledger;
import org.synapsesubnet.chain.connector.embedded.ledger.LedgerCodec;
import org.synapsesubnet.chain.connector.embedded.ledger.Sha256;

/**
 * A block that isn't on the disk yet, and what will be true with it. Making one changes nothing else, so one that the
 * disk refuses is simply dropped; and a block that was stored is checked by making it again.
 *
 * @param ledger the one before it where the block changes nothing
 * @param verdicts one per command that was tried, in order
 */
record BlockDraft(Block block, Ledger ledger, List<Verdict> verdicts) {

    /** What became of a command that was tried. */
    sealed interface Verdict {}

    /** It was judged now. */
    record Judged(Outcome outcome) implements Verdict {}

    /** It was taken before, in this or an earlier block. */
    record TakenBefore(long block) implements Verdict {}

    /** What a block is made from, besides the state before it. */
    record Content(
            long number,
            BlockHash parent,
            Instant timestamp,
            Optional<Hyperparameters> changed,
            List<SignedCommand> commands) {}

    static BlockDraft of(Ledger before, BlockHash stateBefore, Content content) {
        long number = content.number();
        boolean still = content.changed().isEmpty() && content.commands().isEmpty() && !before.isDue(number);
        if (still) {
            Block block =
                    BlockCodec.seal(number, content.parent(), content.timestamp(), stateBefore, List.of(), List.of());
            return new BlockDraft(block, before, List.of());
        }
        Ledger ledger = before.copy();
        List<ChainEvent> events = new ArrayList<>();
        if (number == 0) {
            events.add(new SubnetFounded(ledger.chain()));
        }
        events.addAll(ledger.begin(number, content.changed()));
        List<AppliedCommand> applied = new ArrayList<>();
        List<Verdict> verdicts = new ArrayList<>();
        for (SignedCommand command : content.commands()) {
            Verdict verdict = judge(ledger, command, number);
            verdicts.add(verdict);
            if (verdict instanceof Judged(Applied(List<ChainEvent> brought))) {
                applied.add(new AppliedCommand(command, brought.size()));
                events.addAll(brought);
            }
        }
        Block block = BlockCodec.seal(
                number, content.parent(), content.timestamp(), LedgerCodec.hash(ledger), events, applied);
        return new BlockDraft(block, ledger, verdicts);
    }

    /** The block made again from what it says it was made from. */
    static BlockDraft again(Ledger before, BlockHash stateBefore, Block block) {
        Optional<Hyperparameters> changed = hyperparametersOf(block);
        List<SignedCommand> commands =
                block.commands().stream().map(AppliedCommand::command).toList();
        return of(
                before, stateBefore, new Content(block.number(), block.parent(), block.timestamp(), changed, commands));
    }

    static Optional<Hyperparameters> hyperparametersOf(Block block) {
        return block.ownEvents().stream()
                .filter(HyperparametersSet.class::isInstance)
                .map(event -> ((HyperparametersSet) event).hyperparameters())
                .findFirst();
    }

    private static Verdict judge(Ledger ledger, SignedCommand command, long number) {
        BlockHash digest = BlockHash.of(Sha256.of(CommandCodec.encode(command.envelope())));
        return ledger.takenIn(command.envelope(), digest)
                .<Verdict>map(TakenBefore::new)
                .orElseGet(() -> new Judged(ledger.apply(command.envelope(), digest, number)));
    }
}

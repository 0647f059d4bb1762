package org.synapsesubnet.miner.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ModelPlanTest {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final ModelName TINY = ModelName.of("tiny");
    private static final ModelName REMOTE = ModelName.of("registry:5000/team/tiny:1");
    private static final String ONE = "1".repeat(64);
    private static final String TWO = "2".repeat(64);
    private static final EngineSeat SEAT = new EngineSeat("id0", 0, URI.create("http://127.0.0.1:1"));
    private static final EngineSeat OTHER_SEAT = new EngineSeat("id1", 1, URI.create("http://127.0.0.1:2"));
    private static final Variant SHORT = new Variant(512, "{}", "", "");

    private final List<WantedModel> wanted = new ArrayList<>();
    private final Map<ModelName, HeldModel> held = new HashMap<>();
    private final Map<ModelName, ModelRecord> records = new HashMap<>();
    private final List<EngineView> engines = new ArrayList<>(List.of(new EngineView(SEAT, Set.of())));
    private OptionalLong budget = OptionalLong.empty();

    @Test
    void whatIsNotThereIsPulled() {
        WantedModel model = wants(TINY, new ModelSource.Pull(TINY), "", Variant.NONE);

        assertThat(plan().onVolume()).contains(new ModelStep.Pull(model, TINY));
        assertThat(plan().inMemory()).isEmpty();
        assertThat(plan().standing(model).state()).isEqualTo(ModelState.WAITING);
    }

    @Test
    void theFirstPullDecidesTheDigest() {
        WantedModel model = wants(TINY, new ModelSource.Pull(TINY), "", Variant.NONE);
        holds(TINY, ONE, 10);

        assertThat(plan().pin()).contains(model.pinnedTo(ONE));
        assertThat(plan().onVolume()).isEmpty();
    }

    @Test
    void anotherDigestUnderTheNameIsTakenAway() {
        WantedModel model = wants(TINY, new ModelSource.Pull(TINY), ONE, Variant.NONE);
        holds(TINY, TWO, 10);

        assertThat(plan().onVolume()).contains(new ModelStep.Reject(model, TINY, TWO));
        assertThat(plan().inMemory()).as("it is not loaded").isEmpty();
        assertThat(plan().pin()).isEmpty();
    }

    @Test
    void aRegistryThatGaveSomethingElseIsNotAskedAgainUntilAnOperatorSaysSo() {
        WantedModel model = wants(TINY, new ModelSource.Pull(TINY), ONE, Variant.NONE);
        remember(fresh(TINY).failed(ModelFault.WRONG_DIGEST, "gives 2", ModelRecord.NEVER));

        assertThat(plan().onVolume()).isEmpty();
        assertThat(plan().standing(model).fault()).isEqualTo(ModelFault.WRONG_DIGEST);

        wanted.set(0, new WantedModel("m", TINY, model.source(), ONE, Variant.NONE, false, true, 2));
        assertThat(plan().onVolume()).isPresent();
        assertThat(plan().standing(wanted.getFirst()).fault()).isEqualTo(ModelFault.NONE);
    }

    @Test
    void whatFailedRests() {
        wants(TINY, new ModelSource.Pull(TINY), ONE, Variant.NONE);
        remember(fresh(TINY).failed(ModelFault.REGISTRY_FAILED, "gone", NOW.plusMillis(1)));
        assertThat(plan().onVolume()).isEmpty();

        remember(fresh(TINY).failed(ModelFault.REGISTRY_FAILED, "gone", NOW));
        assertThat(plan().onVolume()).isPresent();
    }

    @Test
    void aVariantIsMadeOfWhatWasPulledAndMadeAgainWhenItIsNotWhatCameOfIt() {
        WantedModel model = wants(TINY, new ModelSource.Pull(REMOTE), ONE, SHORT);
        assertThat(plan().onVolume()).contains(new ModelStep.Pull(model, REMOTE));

        holds(REMOTE, ONE, 10);
        String recipe = SHORT.recipe(ONE);
        ModelStep create = new ModelStep.CreateOfModel(model, REMOTE, recipe);
        assertThat(plan().onVolume()).get().isEqualTo(create);

        holds(TINY, TWO, 10);
        assertThat(plan().onVolume())
                .as("nobody remembers how it came there")
                .get()
                .isEqualTo(create);

        remember(fresh(TINY).made(recipe, TWO));
        assertThat(plan().onVolume()).isEmpty();
        assertThat(plan().inMemory()).containsExactly(new ModelStep.Warm(SEAT, model));

        remember(fresh(TINY).made(recipe, ONE));
        assertThat(plan().onVolume()).get().isEqualTo(create);
    }

    @Test
    void aModelOfAnotherWaitsForThatOne() {
        ModelName child = ModelName.of("child");
        WantedModel model = wants(child, new ModelSource.From(TINY), "", SHORT);
        assertThat(plan().standing(model).fault()).isEqualTo(ModelFault.PARENT_MISSING);
        assertThat(plan().onVolume()).isEmpty();

        WantedModel parent = wants(TINY, new ModelSource.Pull(TINY), ONE, Variant.NONE);
        assertThat(plan().standing(model).reason()).isEqualTo("waits for tiny:latest");
        assertThat(plan().onVolume()).contains(new ModelStep.Pull(parent, TINY));

        holds(TINY, ONE, 10);
        assertThat(plan().onVolume()).contains(new ModelStep.CreateOfModel(model, TINY, SHORT.recipe(ONE)));
    }

    @Test
    void aModelOfAFileIsMadeOfIt() {
        String file = "sha256:" + ONE;
        WantedModel model = wants(TINY, new ModelSource.Blob(file), "", Variant.NONE);

        assertThat(plan().onVolume()).contains(new ModelStep.CreateOfBlob(model, file, Variant.NONE.recipe(file)));
    }

    @Test
    void whatIsOnlyHeldIsNeverFetched() {
        WantedModel model = wants(TINY, new ModelSource.Held(), "", Variant.NONE);
        assertThat(plan().onVolume()).isEmpty();
        assertThat(plan().standing(model).fault()).isEqualTo(ModelFault.NOT_THERE);

        holds(TINY, ONE, 10);
        assertThat(plan().standing(model).fault()).isEqualTo(ModelFault.NONE);
    }

    @Test
    void everyReplicaLoadsWhatShallBeLoadedAndLetsGoOfWhatShallNot() {
        engines.add(new EngineView(OTHER_SEAT, Set.of(TINY)));
        WantedModel model = wants(TINY, new ModelSource.Pull(TINY), ONE, Variant.NONE);
        holds(TINY, ONE, 10);
        assertThat(plan().inMemory()).containsExactly(new ModelStep.Warm(SEAT, model));
        assertThat(plan().standing(model).state()).isEqualTo(ModelState.LOADING);

        WantedModel cold = new WantedModel("m", TINY, model.source(), ONE, Variant.NONE, false, false, 2);
        wanted.set(0, cold);
        assertThat(plan().inMemory()).containsExactly(new ModelStep.Unload(OTHER_SEAT, cold));
        assertThat(plan().standing(cold).state()).isEqualTo(ModelState.HELD);
    }

    @Test
    void overTheBudgetTheUnwantedOneThatWentUnusedForLongestGoes() {
        wants(TINY, new ModelSource.Pull(TINY), ONE, Variant.NONE);
        holds(TINY, ONE, 100);
        holds(ModelName.of("old"), TWO, 20);
        holds(ModelName.of("older"), "3".repeat(64), 20);
        remember(used(ModelName.of("old"), Duration.ofHours(1)));
        remember(used(ModelName.of("older"), Duration.ofHours(2)));
        budget = OptionalLong.of(140);
        assertThat(plan().onVolume()).isEmpty();

        budget = OptionalLong.of(139);
        assertThat(plan().onVolume())
                .contains(new ModelStep.Delete(ModelName.of("older"), "the volume is over its budget"));

        remember(used(ModelName.of("older"), Duration.ofHours(2)).failed(ModelFault.REFUSED, "no", NOW.plusSeconds(9)));
        assertThat(plan().onVolume()).get().extracting(ModelStep::name).isEqualTo(ModelName.of("old"));
    }

    @Test
    void neitherWhatIsWantedNorServedNorNeededByAnotherGoes() {
        wants(ModelName.of("child"), new ModelSource.From(TINY), "", SHORT);
        wants(ModelName.of("short"), new ModelSource.Pull(REMOTE), ONE, SHORT);
        holds(TINY, TWO, 100);
        holds(REMOTE, ONE, 100);
        holds(ModelName.of("served"), "3".repeat(64), 100);
        budget = OptionalLong.of(0);

        assertThat(plan().use().unreferenced()).isEmpty();
    }

    @Test
    void aFullVolumeLosesWhatNobodyWantsBeforeThePullIsTriedAgain() {
        wants(TINY, new ModelSource.Pull(TINY), ONE, Variant.NONE);
        remember(fresh(TINY).failed(ModelFault.DISK_FULL, "no space left on device", NOW));
        holds(ModelName.of("old"), TWO, 20);

        assertThat(plan().onVolume()).contains(new ModelStep.Delete(ModelName.of("old"), "the volume is full"));
        held.clear();
        assertThat(plan().onVolume()).get().isInstanceOf(ModelStep.Pull.class);
    }

    @Test
    void whatIsSharedCountsOnce() {
        wants(ModelName.of("short"), new ModelSource.Pull(REMOTE), ONE, SHORT);
        holds(REMOTE, ONE, 100);
        holds(ModelName.of("short"), TWO, 103);
        holds(ModelName.of("copy"), ONE, 100);

        assertThat(plan().use().bytes()).isEqualTo(103);
    }

    private ModelPlan plan() {
        return new ModelPlan(
                wanted, Set.of(TINY, ModelName.of("served")), records, new VolumeView(held, engines), budget, NOW);
    }

    private WantedModel wants(ModelName name, ModelSource source, String digest, Variant variant) {
        WantedModel model = new WantedModel("m", name, source, digest, variant, false, true, 1);
        wanted.add(model);
        return model;
    }

    private void holds(ModelName name, String digest, long size) {
        held.put(name, new HeldModel(name, digest, size, NOW.minusSeconds(1)));
    }

    private void remember(ModelRecord record) {
        records.put(record.name(), record);
    }

    private static ModelRecord fresh(ModelName name) {
        return ModelRecord.fresh("m", name, 1, NOW);
    }

    private static ModelRecord used(ModelName name, Duration ago) {
        return ModelRecord.fresh("m", name, 0, NOW.minus(ago));
    }
}

package org.synapsesubnet.miner.models;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Writes down that nobody can tell how a miner's models stand. */
final class UnseenModels {

    private final ModelRows rows;
    private final InstantSource clock;

    UnseenModels(ModelRows rows, InstantSource clock) {
        this.rows = rows;
        this.clock = clock;
    }

    void write(List<WantedModel> wanted, Map<ModelName, ModelRecord> records) throws SQLException {
        for (WantedModel model : wanted) {
            ModelRecord before = records.get(model.name());
            ModelRecord known = before == null
                    ? ModelRecord.fresh(model.miner(), model.name(), model.revision(), clock.instant())
                    : before.under(model.revision());
            ModelRecord now = known.failures() > 0
                    ? known
                    : known.standing(ModelState.WAITING, "no engine of the miner answers")
                            .seen(known.digest(), known.sizeBytes(), 0, known.usedAt());
            if (!now.equals(before)) {
                rows.save(now);
            }
        }
    }
}

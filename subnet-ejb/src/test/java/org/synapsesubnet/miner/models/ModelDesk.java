package org.synapsesubnet.miner.models;

import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.synapsesubnet.api.fleet.FleetModelDraft;
import org.synapsesubnet.api.fleet.FleetModelView;
import org.synapsesubnet.api.fleet.FleetVolumeView;

/** What an operator does with models, without the container that the application does it in. */
public final class ModelDesk {

    private final DataSource database;
    private final ModelBook book;

    public ModelDesk(DataSource database) {
        this.database = database;
        this.book = new ModelBook(database, Clock.systemUTC());
    }

    public void put(String miner, String model, FleetModelDraft draft) {
        try {
            ModelName name = ModelName.of(model);
            boolean served = book.served(miner).orElseThrow().contains(name);
            Optional<WantedModel> before = book.find(miner, name);
            WantedModel next = ModelViews.model(
                    miner,
                    name,
                    draft,
                    served,
                    before.map(WantedModel::revision).orElse(0L) + 1);
            if (before.isPresent()) {
                book.change(next);
            } else {
                book.add(next);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public void remove(String miner, String model) throws SQLException {
        book.remove(miner, ModelName.of(model));
    }

    public void limit(String miner, long budgetBytes) throws SQLException {
        new VolumeRows(database).limit(miner, OptionalLong.of(budgetBytes));
    }

    public FleetVolumeView volume(String miner) throws SQLException {
        VolumeRows.Row row = new VolumeRows(database).of(miner);
        return new FleetVolumeView(null, row.usedBytes(), row.trouble());
    }

    public List<FleetModelView> all(String miner) throws SQLException {
        return ModelViews.all(book.of(miner), new ModelRows(database).of(miner));
    }

    /** Empty for one that is neither wanted nor there. */
    public Optional<FleetModelView> find(String miner, String model) {
        try {
            return all(miner).stream()
                    .filter(view -> view.name().equals(ModelName.of(model).text()))
                    .findFirst();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}

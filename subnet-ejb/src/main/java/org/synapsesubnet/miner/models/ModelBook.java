package org.synapsesubnet.miner.models;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.synapsesubnet.container.remote.RemoteAddress;

/** The models that operators want. Takes part in the caller's transaction and begins none. */
final class ModelBook {

    private static final String MODELS = """
            select miner, name, kind, origin, digest, context_tokens, parameters, system_text, template_text, pinned,
                loaded, revision
            from fleet_model where miner = ?""";

    private final DataSource database;
    private final InstantSource clock;

    ModelBook(DataSource database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** In the order of their names. */
    List<WantedModel> of(String miner) throws SQLException {
        return query(MODELS + " order by name", miner);
    }

    Optional<WantedModel> find(String miner, ModelName name) throws SQLException {
        return query(MODELS + " and name = ?", miner, name.text()).stream().findFirst();
    }

    /** Names of the models that a miner serves; empty where there is no such miner. */
    Optional<List<ModelName>> served(String miner) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query =
                        connection.prepareStatement("select models from fleet_miner where name = ?")) {
            query.setString(1, miner);
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? Optional.of(ModelName.among(List.of(row.getString(1).split(",", -1))))
                        : Optional.empty();
            }
        }
    }

    /** Whether a miner's models are ours to change: they aren't on an Ollama of others. */
    boolean isManaged(String miner) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement("""
                        select h.address from fleet_miner m join fleet_host h on h.name = m.host
                        where m.name = ?""")) {
            query.setString(1, miner);
            try (ResultSet row = query.executeQuery()) {
                return !row.next() || !row.getString(1).startsWith(RemoteAddress.PREFIX);
            }
        }
    }

    /** Whether a file is what some model is made of. */
    boolean needsBlob(String digest) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "select count(*) from fleet_model where kind = 'blob' and origin = ?")) {
            query.setString(1, digest);
            try (ResultSet row = query.executeQuery()) {
                return row.next() && row.getInt(1) > 0;
            }
        }
    }

    void add(WantedModel model) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                        insert into fleet_model (kind, origin, digest, context_tokens, parameters, system_text,
                            template_text, pinned, loaded, revision, changed_at, miner, name)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            set(insert, model);
            insert.executeUpdate();
        }
    }

    /** @return false when somebody else was faster, or it is gone */
    boolean change(WantedModel next) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement("""
                        update fleet_model set kind = ?, origin = ?, digest = ?, context_tokens = ?, parameters = ?,
                            system_text = ?, template_text = ?, pinned = ?, loaded = ?, revision = ?, changed_at = ?
                        where miner = ? and name = ? and revision = ?""")) {
            set(update, next);
            update.setLong(14, next.revision() - 1);
            return update.executeUpdate() == 1;
        }
    }

    /** Writes down what came of the first pull, unless an operator has said something meanwhile. */
    void pin(WantedModel model) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement("""
                        update fleet_model set digest = ? where miner = ? and name = ? and revision = ? and digest = ''""")) {
            update.setString(1, model.digest());
            update.setString(2, model.miner());
            update.setString(3, model.name().text());
            update.setLong(4, model.revision());
            update.executeUpdate();
        }
    }

    void remove(String miner, ModelName name) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement delete =
                        connection.prepareStatement("delete from fleet_model where miner = ? and name = ?")) {
            delete.setString(1, miner);
            delete.setString(2, name.text());
            delete.executeUpdate();
        }
    }

    private void set(PreparedStatement row, WantedModel model) throws SQLException {
        row.setString(1, kind(model.source()));
        row.setString(2, origin(model.source()));
        row.setString(3, model.digest());
        row.setInt(4, model.variant().contextTokens());
        row.setString(5, model.variant().parameters());
        row.setString(6, model.variant().system());
        row.setString(7, model.variant().template());
        row.setBoolean(8, model.pinned());
        row.setBoolean(9, model.loaded());
        row.setLong(10, model.revision());
        row.setObject(11, clock.instant().atOffset(ZoneOffset.UTC));
        row.setString(12, model.miner());
        row.setString(13, model.name().text());
    }

    private static String kind(ModelSource source) {
        return switch (source) {
            case ModelSource.Pull pull -> "pull";
            case ModelSource.Blob blob -> "blob";
            case ModelSource.From from -> "from";
            case ModelSource.Held held -> "held";
        };
    }

    private static String origin(ModelSource source) {
        return switch (source) {
            case ModelSource.Pull pull -> pull.reference().text();
            case ModelSource.Blob blob -> blob.digest();
            case ModelSource.From from -> from.parent().text();
            case ModelSource.Held held -> "";
        };
    }

    private static ModelSource source(String kind, String origin) {
        return switch (kind) {
            case "pull" -> new ModelSource.Pull(new ModelName(origin));
            case "blob" -> new ModelSource.Blob(origin);
            case "from" -> new ModelSource.From(new ModelName(origin));
            default -> new ModelSource.Held();
        };
    }

    private List<WantedModel> query(String sql, String... arguments) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                query.setString(i + 1, arguments[i]);
            }
            try (ResultSet row = query.executeQuery()) {
                var found = new ArrayList<WantedModel>();
                while (row.next()) {
                    found.add(model(row));
                }
                return found;
            }
        }
    }

    private static WantedModel model(ResultSet row) throws SQLException {
        return new WantedModel(
                row.getString(1),
                new ModelName(row.getString(2)),
                source(row.getString(3), row.getString(4)),
                row.getString(5),
                new Variant(row.getInt(6), row.getString(7), row.getString(8), row.getString(9)),
                row.getBoolean(10),
                row.getBoolean(11),
                row.getLong(12));
    }
}

package org.synapsesubnet.rollout;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Deployments in the database. Takes part in the caller's transaction and begins none. */
final class DeploymentRows {

    private static final String DEPLOYMENTS =
            "select name, module, release_version, previous_version, installed_by, installed_at from deployment";

    private final DataSource database;

    DeploymentRows(DataSource database) {
        this.database = database;
    }

    List<Deployment> of(String module) throws SQLException {
        return query(DEPLOYMENTS + " where module = ? order by name", module);
    }

    Optional<Deployment> find(String name) throws SQLException {
        return query(DEPLOYMENTS + " where name = ?", name).stream().findFirst();
    }

    /** As {@link #find}; until the transaction ends nobody else changes it. */
    Optional<Deployment> lock(String name) throws SQLException {
        return query(DEPLOYMENTS + " where name = ? for update", name).stream().findFirst();
    }

    void insert(Deployment deployment) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                        insert into deployment (release_version, previous_version, name, module, installed_by,
                            installed_at)
                        values (?, ?, ?, ?, ?, ?)""")) {
            setVersions(insert, deployment);
            insert.setString(4, deployment.module());
            insert.setString(5, deployment.installedBy());
            insert.setObject(6, deployment.installedAt().atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }

    void save(Deployment deployment) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "update deployment set release_version = ?, previous_version = ? where name = ?")) {
            setVersions(update, deployment);
            update.executeUpdate();
        }
    }

    /** With its history. */
    void delete(String name) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement delete = connection.prepareStatement("delete from deployment where name = ?")) {
            delete.setString(1, name);
            delete.executeUpdate();
        }
    }

    private static void setVersions(PreparedStatement row, Deployment deployment) throws SQLException {
        row.setString(1, deployment.version());
        row.setString(2, deployment.previous());
        row.setString(3, deployment.name());
    }

    private List<Deployment> query(String sql, String argument) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, argument);
            try (ResultSet row = query.executeQuery()) {
                var deployments = new ArrayList<Deployment>();
                while (row.next()) {
                    deployments.add(new Deployment(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5),
                            row.getObject(6, OffsetDateTime.class).toInstant()));
                }
                return deployments;
            }
        }
    }
}

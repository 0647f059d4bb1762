package org.synapsesubnet.registrar;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.ArrayList;
import java.util.List;
import org.synapsesubnet.api.module.ModuleQuery;

/**
 * The SQL behind a list of modules. It is written out so that each list reads an index: words by their beginning, type
 * and status with the name behind them, else the name.
 */
final class ModuleSearch {
    private final String condition;
    private final String order;
    private final List<Object> arguments = new ArrayList<>();

    ModuleSearch(ModuleQuery query) {
        List<String> conditions = new ArrayList<>();
        for (String word : query.words()) {
            conditions.add("id IN (SELECT w.module_id FROM module_word w WHERE w.word LIKE ?)");
            arguments.add(word.substring(0, Math.min(word.length(), Module.MAX_WORD)) + "%");
        }
        String filter = "";
        if (query.type() != null) {
            conditions.add("type = ?");
            arguments.add(query.type().text());
            filter = "type";
        }
        if (query.status() != null) {
            conditions.add("status = ?");
            arguments.add(query.status().text());
            filter = "status";
        }
        String direction = query.descending() ? " DESC" : "";
        this.condition = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
        // The filtered column says the same of each row; in front, it lets the index that it shares with the name sort.
        this.order = " ORDER BY " + (filter.isEmpty() ? "" : filter + direction + ", ") + "name" + direction;
    }

    /** The rows in their order; the last two arguments are limit and offset. */
    String page() {
        return "SELECT * FROM module" + condition + order + " LIMIT ? OFFSET ?";
    }

    String count() {
        return "SELECT count(*) FROM module" + condition;
    }

    List<Object> arguments() {
        return List.copyOf(arguments);
    }

    List<Module> modules(EntityManager entities, int offset, int limit) {
        Query query = bound(entities.createNativeQuery(page(), Module.class));
        query.setParameter(arguments.size() + 1, limit);
        query.setParameter(arguments.size() + 2, offset);
        List<?> rows = query.getResultList();
        return rows.stream().map(Module.class::cast).toList();
    }

    long total(EntityManager entities) {
        return ((Number) bound(entities.createNativeQuery(count())).getSingleResult()).longValue();
    }

    private Query bound(Query query) {
        for (int i = 0; i < arguments.size(); i++) {
            query.setParameter(i + 1, arguments.get(i));
        }
        return query;
    }
}

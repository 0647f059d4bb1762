package org.synapsesubnet.registrar;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.synapsesubnet.api.module.ModulePage;
import org.synapsesubnet.api.module.ModuleQuery;

/**
 * The SQL behind a list of modules, written out so that each list reads an index and little of it. All modules, and those
 * of one type or status, are read in the order of an index. A search begins with the modules of its rarest word; where
 * even that one is common, it goes through the names in their order instead, and has a page full soon.
 */
final class ModuleSearch {
    /** A beginning that so many words have is common. */
    static final int COMMON = 500;

    /** Counted here, as H2 doesn't look into the index for a pattern within a derived table. */
    static final String ROWS_OF_WORD = "SELECT word FROM module_word WHERE word LIKE ? LIMIT " + (COMMON + 1);

    private static final String BEGIN_WITH = "id IN (SELECT w.module_id FROM module_word w WHERE w.word LIKE ?)";
    private static final String HAS =
            "EXISTS (SELECT 1 FROM module_word w WHERE w.module_id = module.id AND w.word LIKE ?)";

    private final List<Object> arguments = new ArrayList<>();
    private final boolean common;
    private final String condition;
    private final String order;

    /** @param rows how many words match a pattern of LIKE; counts to {@link #COMMON} and one more */
    ModuleSearch(ModuleQuery query, ToIntFunction<String> rows) {
        List<String> patterns = query.words().stream()
                .map(word -> word.substring(0, Math.min(word.length(), Module.MAX_WORD)) + "%")
                .toList();
        String rarest = "";
        int fewest = COMMON + 1;
        for (String pattern : patterns) {
            int found = rows.applyAsInt(pattern);
            if (found < fewest) {
                rarest = pattern;
                fewest = found;
            }
        }
        List<String> conditions = new ArrayList<>();
        for (String pattern : patterns) {
            conditions.add(pattern.equals(rarest) ? BEGIN_WITH : HAS);
            arguments.add(pattern);
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
        this.common = !patterns.isEmpty() && rarest.isEmpty();
        this.condition = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
        // The filtered column says the same of each row; in front, it lets the index that it shares with the name sort.
        this.order = " ORDER BY " + (filter.isEmpty() ? "" : filter + direction + ", ") + "name" + direction;
    }

    static ModuleSearch of(ModuleQuery query, EntityManager entities) {
        return new ModuleSearch(
                query,
                pattern -> entities.createNativeQuery(ROWS_OF_WORD)
                        .setParameter(1, pattern)
                        .getResultList()
                        .size());
    }

    /** The rows in their order; the last two arguments are limit and offset. */
    String page() {
        return "SELECT * FROM module" + condition + order + " LIMIT ? OFFSET ?";
    }

    List<Object> arguments() {
        return List.copyOf(arguments);
    }

    ModulePage page(EntityManager entities, int offset, int limit) {
        Query query = bound(entities.createNativeQuery(page(), Module.class))
                .setParameter(arguments.size() + 1, limit + 1)
                .setParameter(arguments.size() + 2, offset);
        List<?> rows = query.getResultList();
        long total = common
                ? offset + rows.size()
                : number(bound(entities.createNativeQuery("SELECT count(*) FROM module" + condition)));
        return new ModulePage(
                rows.stream()
                        .limit(limit)
                        .map(row -> ((Module) row).stored().module())
                        .toList(),
                offset,
                limit,
                total);
    }

    private Query bound(Query query) {
        for (int i = 0; i < arguments.size(); i++) {
            query.setParameter(i + 1, arguments.get(i));
        }
        return query;
    }

    private static long number(Query query) {
        return ((Number) query.getSingleResult()).longValue();
    }
}

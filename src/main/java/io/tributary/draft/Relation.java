package io.tributary.draft;

import io.tributary.definition.Definitions;
import io.tributary.definition.FieldDefinition;
import io.tributary.definition.ProjectionDefinition;
import io.tributary.runtime.AgentRoute;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Documents of one projection that refer to one document of another.
 *
 * @param on the field of the child to the field of the parent that it is equal to
 * @param why how that is known
 */
record Relation(String child, String parent, Map<String, String> on, String why) {

    /** Those that the names and types of fields suggest: a field that is called like the key of another projection. */
    static List<Relation> byName(Definitions definitions) {
        List<Relation> relations = new ArrayList<>();
        for (ProjectionDefinition parent : definitions.projections().values()) {
            for (ProjectionDefinition child : definitions.projections().values()) {
                Map<String, String> on = child.name().equals(parent.name()) ? Map.of() : byName(child, parent);
                if (!on.isEmpty()
                        && !(on.size() == child.key().size()
                                && child.key().containsAll(on.keySet())
                                && sameKeys(relations, child, parent))) {
                    relations.add(new Relation(child.name(), parent.name(), on, guess(child, parent, on)));
                }
            }
        }
        return relations;
    }

    private static String guess(ProjectionDefinition child, ProjectionDefinition parent, Map<String, String> on) {
        return "a guess: %s of %s %s called like the key of %s and of its type"
                .formatted(String.join(", ", on.keySet()), child.name(), on.size() == 1 ? "is" : "are", parent.name());
    }

    /** Two projections with the same key: one of the two ways is enough. */
    private static boolean sameKeys(List<Relation> relations, ProjectionDefinition child, ProjectionDefinition parent) {
        return relations.stream()
                .anyMatch(known ->
                        known.child().equals(parent.name()) && known.parent().equals(child.name()));
    }

    private static Map<String, String> byName(ProjectionDefinition child, ProjectionDefinition parent) {
        Map<String, String> on = new LinkedHashMap<>();
        for (String part : parent.key()) {
            String field = fieldLike(child, parent, part);
            if (field == null) {
                return Map.of();
            }
            on.put(field, part);
        }
        return on;
    }

    private static @Nullable String fieldLike(ProjectionDefinition child, ProjectionDefinition parent, String part) {
        String prefixed = DraftNames.fields(List.of(DraftNames.singular(parent.name()) + "_" + part))
                .get(0);
        boolean general = part.length() < 4 || part.equals("code") || part.equals("name") || part.equals("number");
        for (FieldDefinition field : child.fields()) {
            boolean named = field.name().equalsIgnoreCase(prefixed)
                    || (!general && field.name().equalsIgnoreCase(part));
            if (named && field.type() == parent.field(part).type()) {
                return field.name();
            }
        }
        return null;
    }

    /** Those that foreign keys say, among the projections whose agents read the tables. */
    static List<Relation> byForeignKeys(Definitions definitions, List<AgentRoute> agents, Database database)
            throws SQLException {
        Map<String, ProjectionDefinition> ofTable = new LinkedHashMap<>();
        for (AgentRoute agent : agents) {
            String table = agent.parameters().get("table");
            if (table != null) {
                definitions.ofTopic(agent.topic()).forEach(projection -> ofTable.putIfAbsent(plain(table), projection));
            }
        }
        List<Relation> relations = new ArrayList<>();
        for (String name : database.tables(null)) {
            ProjectionDefinition child = ofTable.get(plain(name));
            if (child != null) {
                for (Table.ForeignKey key : database.table(null, name).foreignKeys()) {
                    ProjectionDefinition parent = ofTable.get(plain(key.table()));
                    relation(child, parent, key).ifPresent(relations::add);
                }
            }
        }
        return relations;
    }

    private static Optional<Relation> relation(
            ProjectionDefinition child, @Nullable ProjectionDefinition parent, Table.ForeignKey key) {
        Map<String, String> on = new LinkedHashMap<>();
        if (parent == null) {
            return Optional.empty();
        }
        for (Map.Entry<String, String> pair : key.columns().entrySet()) {
            FieldDefinition from = ofColumn(child, pair.getKey());
            FieldDefinition to = ofColumn(parent, pair.getValue());
            if (from == null
                    || to == null
                    || from.type() != to.type()
                    || !from.type().canBeKey()) {
                return Optional.empty();
            }
            on.put(from.name(), to.name());
        }
        return Optional.of(new Relation(child.name(), parent.name(), on, "foreign key: " + key.text()));
    }

    private static @Nullable FieldDefinition ofColumn(ProjectionDefinition projection, String column) {
        return projection.fields().stream()
                .filter(field -> field.from().equalsIgnoreCase(column))
                .findFirst()
                .orElse(null);
    }

    private static String plain(String table) {
        String last = table.substring(table.lastIndexOf('.') + 1);
        return last.replaceAll("[\"`]", "").toLowerCase(Locale.ROOT);
    }
}

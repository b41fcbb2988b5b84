package io.tributary.draft;

import io.tributary.definition.Definitions;
import io.tributary.definition.FieldDefinition;
import io.tributary.definition.FlowYaml;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Writes a drafted view: its joins with their reasons, then every field of everything, to be thinned out by a person. */
final class ViewYaml {

    private final Definitions definitions;
    private final String base;
    private final String name;
    private final List<ViewDraft.JoinDraft> joins;
    private final StringBuilder yaml = new StringBuilder();

    ViewYaml(Definitions definitions, String base, String name, List<ViewDraft.JoinDraft> joins) {
        this.definitions = definitions;
        this.base = base;
        this.name = name;
        this.joins = joins;
    }

    String text() {
        yaml.append("# Drafted from ").append(base).append(". Take out what no reader needs.\n");
        yaml.append("view: ").append(name).append("\nbase: ").append(base).append('\n');
        if (!joins.isEmpty()) {
            yaml.append("joins:\n");
            joins.forEach(this::join);
        }
        yaml.append("fields:\n");
        document(base, base, Set.of(), "", "  ");
        return yaml.toString();
    }

    private void join(ViewDraft.JoinDraft join) {
        ProjectionYaml.comments("  ", List.of(join.why()), yaml);
        yaml.append("  ")
                .append(join.alias())
                .append(": { ")
                .append(join.many() ? "many: " : "one: ")
                .append(join.projection());
        if (!join.of().equals(base)) {
            yaml.append(", of: ").append(join.of());
        }
        yaml.append(", on: ").append(FlowYaml.of(join.on())).append(" }\n");
    }

    /**
     * The fields of a document and of what hangs from it.
     *
     * @param without those that say what stands above already
     * @param path before the names of fields: empty for the document that is the present scope
     */
    private void document(String alias, String projection, Set<String> without, String path, String indent) {
        Set<String> names = new HashSet<>();
        List<FieldDefinition> all = definitions.projection(projection).fields();
        boolean nothingElse = all.size() == without.size();
        for (FieldDefinition field : all) {
            names.add(field.name());
            if (nothingElse || !without.contains(field.name())) {
                yaml.append(indent).append(FlowYaml.of(field.name())).append(": ");
                yaml.append(FlowYaml.of(path + field.name())).append('\n');
            }
        }
        for (ViewDraft.JoinDraft join : joins) {
            if (join.of().equals(alias)) {
                String field = names.contains(join.alias()) ? join.alias() + "Document" : join.alias();
                Set<String> known = Set.copyOf(join.on().values());
                yaml.append(indent).append(field).append(":\n");
                if (join.many()) {
                    yaml.append(indent).append("  each: ").append(join.alias()).append('\n');
                }
                yaml.append(indent).append("  fields:\n");
                String below = join.many() ? "" : join.alias() + ".";
                document(join.alias(), join.projection(), known, below, indent + "    ");
            }
        }
    }
}

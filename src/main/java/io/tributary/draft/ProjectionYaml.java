package io.tributary.draft;

import io.tributary.definition.FlowYaml;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a drafted projection as people write them: aligned, with its reasons as comments. */
final class ProjectionYaml {

    private static final int LONGEST_LINE = 120;

    private ProjectionYaml() {}

    static String of(ProjectionDraft draft) {
        StringBuilder yaml = new StringBuilder();
        comments("", draft.notes(), yaml);
        yaml.append("projection: ").append(FlowYaml.of(draft.name())).append('\n');
        yaml.append("topic: ").append(FlowYaml.of(draft.topic())).append('\n');
        comments("", draft.keyNotes(), yaml);
        Object key = draft.key().size() == 1 ? draft.key().get(0) : draft.key();
        yaml.append("key: ").append(FlowYaml.of(key)).append('\n');
        comments("", draft.versionNotes(), yaml);
        if (draft.version() != null) {
            yaml.append("version: ").append(FlowYaml.of(draft.version())).append('\n');
        }
        yaml.append("fields:\n");
        int width = draft.fields().stream()
                .mapToInt(field -> FlowYaml.of(field.name()).length())
                .max()
                .orElse(0);
        for (DraftField field : draft.fields()) {
            comments("  ", field.notes(), yaml);
            String name = FlowYaml.of(field.name()) + ":";
            yaml.append("  ")
                    .append(name)
                    .append(" ".repeat(width + 2 - name.length()))
                    .append(FlowYaml.of(field.definition()))
                    .append('\n');
        }
        return yaml.toString();
    }

    /** A test of a record and the document that it becomes. */
    static String test(String name, Map<String, @Nullable Object> given, Map<String, @Nullable Object> expect) {
        StringBuilder yaml = new StringBuilder("tests:\n  - name: ")
                .append(FlowYaml.of(name))
                .append('\n');
        values("given", given, yaml);
        values("expect", expect, yaml);
        return yaml.toString();
    }

    private static void values(String key, Map<String, @Nullable Object> values, StringBuilder yaml) {
        StringBuilder line = new StringBuilder("    ").append(key).append(": {");
        StringBuilder block = new StringBuilder("    ").append(key).append(":\n");
        values.forEach((name, value) -> {
            String entry = FlowYaml.of(name) + ": " + FlowYaml.of(value);
            line.append(line.charAt(line.length() - 1) == '{' ? " " : ", ").append(entry);
            block.append("      ").append(entry).append('\n');
        });
        line.append(" }\n");
        yaml.append(line.length() <= LONGEST_LINE ? line : block);
    }

    static void comments(String indent, List<String> notes, StringBuilder yaml) {
        for (String note : notes) {
            if (!note.isEmpty()) {
                yaml.append(indent)
                        .append("# ")
                        .append(note.replaceAll("\\p{Cntrl}", " "))
                        .append('\n');
            }
        }
    }
}

package io.tributary.explain;

import java.util.List;

/** A projection as text for a terminal. */
public final class ProjectionText {

    private final ProjectionFacts facts;
    private final int width;

    /**
     * A text of lines.
     *
     * @param width of a line, in characters
     */
    public ProjectionText(ProjectionFacts facts, int width) {
        this.facts = facts;
        this.width = width;
    }

    @Override
    public String toString() {
        return head() + fields() + indexes() + queries();
    }

    private String head() {
        Aligned head = new Aligned("  ", width)
                .row("file", facts.file())
                .row("topic", facts.topic() + ", queue " + facts.queue() + agents())
                .row("collection", facts.collection())
                .row("API", facts.address())
                .row("key", String.join(", ", facts.key()));
        if (!facts.settings().isEmpty()) {
            head.row("also", facts.settings());
        }
        return "projection " + facts.name() + "\n" + head.text() + "\n";
    }

    private String agents() {
        return facts.agents().isEmpty() ? "" : ", of " + String.join(", ", facts.agents());
    }

    private String fields() {
        Aligned table = new Aligned("  ", width);
        table.row("field", "type", "from", "a change reaches");
        for (ProjectionFacts.Field field : facts.fields()) {
            String from = field.from() + (field.settings().isEmpty() ? "" : "; " + field.settings());
            String reaches = field.reaches().isEmpty() ? "no view" : String.join(", ", field.reaches());
            table.row(field.name(), field.type(), from, reaches);
        }
        return "Fields\n" + table.text() + "\n";
    }

    private String indexes() {
        Aligned table = new Aligned("  ", width);
        facts.indexes().forEach(index -> table.row(index.path(), String.join("; ", index.why())));
        return "Indexes\n" + table.text() + "\n";
    }

    private String queries() {
        Aligned table = new Aligned("  ", width);
        facts.queries()
                .forEach(query -> table.row(
                        query.view() + (query.alias().equals(facts.name()) ? "" : ", " + query.alias()),
                        query.path() + " $in",
                        fields(query.fields())));
        return table.isEmpty() ? "" : "Read by views, one query for a chunk of keys\n" + table.text() + "\n";
    }

    private static String fields(List<String> fields) {
        return fields.isEmpty() ? "_id" : String.join(", ", fields);
    }
}

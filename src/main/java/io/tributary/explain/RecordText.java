package io.tributary.explain;

import java.util.ArrayList;
import java.util.List;

/** What a record would become, as text for a terminal. */
public final class RecordText {

    private final RecordFacts facts;
    private final int width;

    /**
     * A text of lines.
     *
     * @param width of a line, in characters
     */
    public RecordText(RecordFacts facts, int width) {
        this.facts = facts;
        this.width = width;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        facts.projections().forEach(outcome -> text.append(text(outcome)).append('\n'));
        return text.toString();
    }

    private String text(RecordFacts.Outcome outcome) {
        return "projection " + outcome.projection() + ": " + title(outcome.outcome()) + "\n"
                + head(outcome).text() + fields(outcome).text();
    }

    private static String title(String outcome) {
        return switch (outcome) {
            case "document" -> "it would be stored";
            case "delete" -> "it would delete the document of its key";
            default -> "it would be rejected";
        };
    }

    private Aligned head(RecordFacts.Outcome outcome) {
        Aligned head = new Aligned("  ", width);
        if (!outcome.reason().isEmpty()) {
            return head.row("reason", outcome.reason());
        }
        return head.row("key", outcome.key()).row("version", outcome.version());
    }

    private Aligned fields(RecordFacts.Outcome outcome) {
        Aligned table = new Aligned("    ", width);
        for (RecordFacts.Field field : outcome.fields()) {
            String column = field.column().isEmpty() ? "(no column)" : field.column();
            table.row(column, field.value(), "-> " + field.name(), field.type(), way(field, outcome));
        }
        if (!outcome.unused().isEmpty()) {
            table.row(String.join(", ", outcome.unused()) + ": no field comes from there");
        }
        return table;
    }

    private static String way(RecordFacts.Field field, RecordFacts.Outcome outcome) {
        List<String> way = new ArrayList<>(field.steps());
        boolean rejected = outcome.outcome().equals("rejected");
        if (!field.failure().isEmpty()) {
            way.add((rejected ? "rejected: " : field.stored() + ", since ") + field.failure());
        } else if (way.isEmpty() || !way.get(way.size() - 1).endsWith(" " + field.stored())) {
            way.add(field.stored());
        }
        return String.join(" -> ", way);
    }
}

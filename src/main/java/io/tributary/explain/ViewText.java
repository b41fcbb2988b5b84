package io.tributary.explain;

import io.tributary.view.ViewQueries;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A single view as text for a terminal. */
public final class ViewText {

    private final ViewFacts facts;
    private final int width;

    /**
     * A text of lines.
     *
     * @param width of a line, in characters
     */
    public ViewText(ViewFacts facts, int width) {
        this.facts = facts;
        this.width = width;
    }

    @Override
    public String toString() {
        return head() + joins() + queries() + wayBack() + document();
    }

    private String head() {
        Aligned head = new Aligned("  ", width)
                .row("file", facts.file())
                .row("queue", facts.queue())
                .row("collection", facts.collection())
                .row("API", facts.address());
        if (!facts.settings().isEmpty()) {
            head.row("also", facts.settings());
        }
        return "single view " + facts.name() + "\n" + head.text() + "\n";
    }

    private String joins() {
        Aligned table = new Aligned("  ", width);
        table.row(facts.base(), "base", "", "");
        below(facts.base(), "", table);
        return "Joins\n" + table.text() + "\n";
    }

    private void below(String alias, String indent, Aligned table) {
        List<ViewFacts.Joined> joins =
                facts.joins().stream().filter(join -> join.of().equals(alias)).toList();
        for (int i = 0; i < joins.size(); i++) {
            ViewFacts.Joined join = joins.get(i);
            boolean last = i == joins.size() - 1;
            table.row(
                    indent + (last ? "└─ " : "├─ ") + join.alias(),
                    join.cardinality() + " " + join.source(),
                    join.on(),
                    join.settings());
            below(join.alias(), indent + (last ? "   " : "│  "), table);
        }
    }

    private String queries() {
        Aligned table = new Aligned("  ", width);
        for (ViewQueries.Read read : facts.reads()) {
            String source = read.alias().equals(read.source()) ? "" : " of " + read.source();
            table.row(read.alias() + source, read.path() + " $in", String.join(", ", read.fields()));
        }
        return "Queries for a chunk of keys, with the fields that they read\n" + table.text() + "\n";
    }

    private String wayBack() {
        Aligned table = new Aligned("  ", width);
        for (ViewFacts.Way way : facts.wayBack()) {
            String source = way.alias().equals(way.source()) ? "" : " of " + way.source();
            table.row(way.alias() + source, hops(way.hops()));
        }
        return table.isEmpty() ? "" : "The way back: what a change leads to\n" + table.text() + "\n";
    }

    private static String hops(List<ViewQueries.Hop> hops) {
        return hops.stream()
                .map(hop -> "-> " + hop.alias() + (hop.path().isEmpty() ? ", whose key it holds" : " by " + hop.path()))
                .collect(Collectors.joining(" "));
    }

    private String document() {
        Aligned table = new Aligned("  ", width);
        fields(facts.document(), "", table);
        return "Document\n" + table.text();
    }

    private static void fields(Map<?, ?> document, String indent, Aligned table) {
        document.forEach((name, form) -> {
            Object element = form;
            String brackets = "";
            while (element instanceof List<?> list) {
                element = list.get(0);
                brackets += "[]";
            }
            boolean leaf = !(element instanceof Map);
            table.row(indent + name + brackets, leaf ? String.valueOf(element) : "");
            if (element instanceof Map<?, ?> below) {
                fields(below, indent + "  ", table);
            }
        });
    }
}

package io.tributary.explain;

import java.util.List;

/** The flow of a home as text for a terminal. */
public final class HomeText {

    private final HomeFlow flow;
    private final int width;

    /**
     * A text of lines.
     *
     * @param width of a line, in characters
     */
    public HomeText(HomeFlow flow, int width) {
        this.flow = flow;
        this.width = width;
    }

    /** The text, part by part in the order in which the data goes. */
    @Override
    public String toString() {
        return agents() + topics() + projections() + views() + routes();
    }

    private String agents() {
        Aligned table = new Aligned("  ", width);
        flow.agents().forEach(agent -> table.row(agent.id(), "-> " + agent.topic(), agent.template(), agent.source()));
        return part("Agents read (role agents)", table, "none: records come from other producers");
    }

    private String topics() {
        Aligned table = new Aligned("  ", width);
        flow.topics()
                .forEach(topic -> table.row(
                        topic.topic(),
                        "queue " + topic.queue(),
                        "-> " + (topic.projections().isEmpty() ? "nothing" : list(topic.projections()))));
        return part("Topics become projections (role updater)", table, "none");
    }

    private String projections() {
        Aligned table = new Aligned("  ", width);
        flow.projections()
                .forEach(projection -> table.row(
                        projection.name(),
                        projection.address(),
                        projection.views().isEmpty() ? "in no view" : "-> " + list(projection.views())));
        return part(
                "Projections are read at (role api), and their changes, by the queue " + flow.changesQueue()
                        + ", reach (role views)",
                table,
                "none");
    }

    private String views() {
        Aligned table = new Aligned("  ", width);
        flow.views()
                .forEach(view ->
                        table.row(view.name(), view.address(), "queue " + view.queue(), "of " + list(view.sources())));
        return part("Single views are built (role views) and read at (role api)", table, "none");
    }

    private String routes() {
        Aligned table = new Aligned("  ", width);
        flow.routes().forEach(table::row);
        return table.isEmpty() ? "" : part("Routes of this home (role routes, or in place of ours)", table, "");
    }

    private String part(String title, Aligned table, String none) {
        String heading = String.join("\n", Aligned.wrap(title, width));
        return heading + "\n" + (table.isEmpty() ? "  " + none + "\n" : table.text()) + "\n";
    }

    private static String list(List<String> names) {
        return String.join(", ", names);
    }
}

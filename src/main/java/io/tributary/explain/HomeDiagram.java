package io.tributary.explain;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The flow of a home as a Mermaid flowchart, which GitHub, GitLab and many editors draw. */
public final class HomeDiagram {

    private final HomeFlow flow;
    private final StringBuilder text = new StringBuilder("flowchart LR\n");
    private final Map<String, String> ids = new HashMap<>();

    public HomeDiagram(HomeFlow flow) {
        this.flow = flow;
    }

    /** The diagram, without a fence around it. */
    @Override
    public String toString() {
        if (ids.isEmpty()) {
            nodes();
            edges();
        }
        return text.toString();
    }

    private void nodes() {
        group("role agents", flow.agents(), agent -> node("agent " + agent.id(), "[", agent.id(), agent.source(), "]"));
        group("queues", flow.topics(), topic -> node("topic " + topic.topic(), "[[", topic.queue(), "", "]]"));
        group(
                "role updater",
                flow.projections(),
                projection -> node("projection " + projection.name(), "[(", projection.name(), "", ")]"));
        group(
                "role views, told by " + flow.changesQueue(),
                flow.views(),
                view -> node("view " + view.name(), "[(", view.name(), view.queue(), ")]"));
        text.append("  api([\"role api\"])\n");
    }

    private void edges() {
        flow.agents().stream()
                .filter(agent -> !agent.topic().isEmpty())
                .forEach(agent -> edge("agent " + agent.id(), "-->", "topic " + agent.topic()));
        flow.topics().forEach(topic -> topic.projections()
                .forEach(projection -> edge("topic " + topic.topic(), "-->", "projection " + projection)));
        flow.views().forEach(view -> {
            view.sources()
                    .forEach(source -> edge(
                            ids.containsKey("projection " + source) ? "projection " + source : "view " + source,
                            "-->",
                            "view " + view.name()));
            text.append("  ").append(id("view " + view.name())).append(" --> api\n");
        });
        flow.projections().forEach(projection -> text.append("  ")
                .append(id("projection " + projection.name()))
                .append(" -.-> api\n"));
    }

    private <T> void group(String title, List<T> members, Consumer<T> each) {
        if (!members.isEmpty()) {
            text.append("  subgraph ")
                    .append(id("group " + title))
                    .append("[\"")
                    .append(escaped(title))
                    .append("\"]\n");
            members.forEach(each);
            text.append("  end\n");
        }
    }

    private void node(String key, String open, String title, String below, String close) {
        String label = escaped(title) + (below.isEmpty() ? "" : "<br/>" + escaped(below));
        text.append("    ")
                .append(id(key))
                .append(open)
                .append('"')
                .append(label)
                .append('"')
                .append(close)
                .append('\n');
    }

    private void edge(String from, String arrow, String to) {
        text.append("  ")
                .append(id(from))
                .append(' ')
                .append(arrow)
                .append(' ')
                .append(id(to))
                .append('\n');
    }

    /** An id of letters and digits for each thing: names of routes may hold whatever Camel takes. */
    private String id(String key) {
        return ids.computeIfAbsent(key, missing -> key.charAt(0) + String.valueOf(ids.size() + 1));
    }

    /** Within a quoted label only the quote, and what looks like HTML or an entity, mean anything. */
    private static String escaped(String label) {
        return label.replace("#", "#35;")
                .replace("\"", "#quot;")
                .replace("<", "#lt;")
                .replace(">", "#gt;");
    }
}

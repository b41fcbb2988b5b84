package io.tributary.draft;

import io.tributary.definition.FlowYaml;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes agent files: instances of the templates that come with Tributary. */
final class AgentYaml {

    private final StringBuilder yaml = new StringBuilder();

    AgentYaml(List<String> notes) {
        ProjectionYaml.comments("", notes, yaml);
    }

    /**
     * Adds an instance.
     *
     * @param parameters without the name, in their order
     */
    AgentYaml instance(String template, String name, Map<String, String> parameters) {
        yaml.append("- templatedRoute:\n    routeTemplateRef: ").append(template);
        yaml.append("\n    routeId: ").append(FlowYaml.of(name)).append("\n    parameters:\n");
        Map<String, String> all = new LinkedHashMap<>();
        all.put("name", name);
        all.putAll(parameters);
        all.forEach((parameter, value) -> yaml.append("      - name: ")
                .append(parameter)
                .append("\n        value: ")
                .append(FlowYaml.of(value))
                .append('\n'));
        return this;
    }

    @Override
    public String toString() {
        return yaml.toString();
    }
}

package io.tributary.simulation;

import io.tributary.cast.Caster;
import io.tributary.definition.DefinitionException;
import io.tributary.definition.DefinitionFile;
import io.tributary.definition.DefinitionReader;
import io.tributary.definition.Definitions;
import io.tributary.definition.ProjectionDefinition;
import io.tributary.projection.ChangeCodec;
import io.tributary.projection.ProjectionLayout;
import io.tributary.view.ViewPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Definitions as users write them, and what is prepared from them once. */
final class World {

    final String name;
    final Definitions definitions;
    final List<String> topics;
    final ChangeCodec codec;
    final Map<String, ViewPlan> plans;
    final Map<String, Caster> casters = new LinkedHashMap<>();
    final Map<String, ProjectionLayout> layouts = new LinkedHashMap<>();

    /**
     * A world.
     *
     * @param texts the YAML of projections and views
     */
    World(String name, String... texts) {
        this.name = name;
        List<DefinitionFile> projections = new ArrayList<>();
        List<DefinitionFile> views = new ArrayList<>();
        for (String text : texts) {
            String[] head = text.substring(0, text.indexOf('\n')).split(": ");
            (head[0].equals("view") ? views : projections)
                    .add(new DefinitionFile(head[0] + "s/" + head[1] + ".yaml", text));
        }
        try {
            definitions = new DefinitionReader(Set.of()).read(projections, views);
        } catch (DefinitionException e) {
            throw new IllegalArgumentException(name + ": " + e.problems(), e);
        }
        topics = definitions.projections().values().stream()
                .map(ProjectionDefinition::topic)
                .distinct()
                .toList();
        codec = new ChangeCodec(definitions);
        plans = ViewPlan.all(definitions);
        definitions.projections().forEach((projection, definition) -> {
            casters.put(projection, new Caster(definition, Map.of()));
            layouts.put(projection, ProjectionLayout.of(definitions, projection));
        });
    }
}

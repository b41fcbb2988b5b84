package io.tributary.definition;

import java.util.List;
import java.util.Set;

/** Reads texts as definitions. */
final class Reading {

    private Reading() {}

    /** The problems of projections, as a person sees them. */
    static List<String> problems(DefinitionFile... projections) {
        return problems(Set.of(), List.of(projections), List.of());
    }

    static List<String> problems(Set<String> casts, List<DefinitionFile> projections, List<DefinitionFile> views) {
        try {
            new DefinitionReader(casts).read(projections, views);
            return List.of();
        } catch (DefinitionException e) {
            return e.problems().stream().map(Problem::toString).toList();
        }
    }
}

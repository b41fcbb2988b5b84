package io.tributary.runtime;

import io.tributary.cast.ImpossibleCasts;
import io.tributary.definition.DefinitionException;
import io.tributary.definition.Definitions;
import io.tributary.definition.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is wrong with a home and can be known before anything starts: what {@code check} prints and what keeps {@code run}
 * from starting, in the same words.
 *
 * @param definitions null if one of them is wrong
 * @param problems of definitions and routes, each with its place; of all files at once
 * @param missingValues placeholders without a value, which may have one where the home runs
 */
public record HomeReport(@Nullable Definitions definitions, List<String> problems, List<String> missingValues) {

    /**
     * Looks at a home.
     *
     * @param settings null if they are wrong themselves; then no placeholder is looked at
     * @param roles what the process does: route files of other roles are not looked at
     * @throws ConfigurationException if a file cannot be read
     */
    public static HomeReport of(Home home, @Nullable Settings settings, Set<Role> roles) {
        List<String> problems = new ArrayList<>();
        Definitions definitions = null;
        try {
            definitions = home.definitions();
        } catch (DefinitionException e) {
            e.problems().stream().map(Problem::toString).forEach(problems::add);
        }
        HomeCheck routes = new HomeCheck(home, roles);
        problems.addAll(routes.problems());
        if (definitions != null) {
            if (settings != null) {
                ImpossibleCasts.of(definitions, home.casts()).stream()
                        .map(Problem::toString)
                        .forEach(problems::add);
            }
            problems.addAll(routes.topicsWithoutProjection(definitions));
        }
        return new HomeReport(definitions, problems, settings == null ? List.of() : routes.missingValues(settings));
    }
}

package io.tributary.definition;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the definitions of a home, strictly: an unknown key, a wrong type, a name that leads nowhere are errors. All errors of all
 * files are found in one run.
 */
public final class DefinitionReader {

    private final OwnCasts casts;
    private final List<String> functions;

    /**
     * A reader for homes that have these own cast functions.
     *
     * @param casts the names that {@code cast:} may have
     */
    public DefinitionReader(Set<String> casts) {
        this(OwnCasts.of(casts), Set.of());
    }

    /**
     * A reader for homes with own casts and functions.
     *
     * @param casts what {@code cast:} may name
     * @param functions the names that {@code function:} may have
     */
    public DefinitionReader(OwnCasts casts, Set<String> functions) {
        this.casts = casts;
        this.functions = functions.stream().sorted().toList();
    }

    /**
     * Reads and checks projections and views.
     *
     * @throws DefinitionException if anything is wrong; it holds every problem
     */
    public Definitions read(Collection<DefinitionFile> projections, Collection<DefinitionFile> views)
            throws DefinitionException {
        Problems problems = new Problems();
        NameRules names = new NameRules(problems);
        Catalog catalog = new Catalog();
        ProjectionReader projectionReader = new ProjectionReader(casts, names, catalog);
        projections.forEach(file -> projectionReader.read(file, problems));
        Map<String, ViewDefinition> read = new ViewFiles(views, names, catalog, functions, problems).all();
        ExpiryCheck.check(catalog.projections(), read.values(), problems);
        if (problems.count() > 0) {
            throw new DefinitionException(problems.sorted());
        }
        return new Definitions(catalog.projections(), read);
    }
}

package io.tributary.definition;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A single view: one document per document of its base that fulfils the condition and has what it requires, or per key that these have.
 *
 * @param name the view's name and its collection's
 * @param base the base, a projection or a view; its name is also the alias of the base document
 * @param key the fields of the base that tell the view's documents apart; the base's own key where the definition says nothing
 * @param where what a base document has to fulfil
 * @param joins in declared order; a join comes after the one that it hangs from
 * @param fields what the document is made of
 * @param valid what the finished document has to fulfil to be written
 * @param tests the definition's own tests
 */
public record ViewDefinition(
        String name,
        String base,
        List<String> key,
        Condition where,
        List<Join> joins,
        Mapping.Fields fields,
        Condition valid,
        List<ViewTest> tests,
        Place place) {

    /**
     * A test that stands in the definition.
     *
     * @param given documents by projection, as maps of typed values by field; a missing value has no entry
     * @param key the parts of the key of the view that is looked at
     * @param expect the view as JSON has it, or null if something else is expected: no view, unless {@code refused}
     * @param refused the reason of the refusal, or null if something else is expected
     */
    public record ViewTest(
            String name,
            Map<String, List<Map<String, Object>>> given,
            List<Object> key,
            @Nullable Map<String, @Nullable Object> expect,
            @Nullable String refused,
            Place place) {}

    /**
     * The join of that alias.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Join join(String alias) {
        return joins.stream()
                .filter(join -> join.alias().equals(alias))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("view " + name + " has no join '" + alias + "'"));
    }

    /** The names of the projections and views that it is made of, the base first. */
    public Set<String> sources() {
        Set<String> sources = new LinkedHashSet<>();
        sources.add(base);
        joins.forEach(join -> sources.add(join.source()));
        return sources;
    }

    /** The projection or view behind an alias. */
    public String sourceOf(String alias) {
        return alias.equals(base) ? base : join(alias).source();
    }
}

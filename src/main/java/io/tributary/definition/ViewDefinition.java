package io.tributary.definition;

import java.util.List;

/**
 * A single view: one document per document of its base projection that fulfils the condition and has what it requires, under the same
 * key.
 *
 * @param name the view's name and its collection's
 * @param base the base projection; its name is also the alias of the base document
 * @param where what a base document has to fulfil
 * @param joins in declared order; a join comes after the one that it hangs from
 * @param fields what the document is made of
 */
public record ViewDefinition(
        String name, String base, Condition where, List<Join> joins, Mapping.Fields fields, Place place) {

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

    /** The projection behind an alias. */
    public String projectionOf(String alias) {
        return alias.equals(base) ? base : join(alias).projection();
    }
}

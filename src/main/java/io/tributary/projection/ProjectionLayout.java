package io.tributary.projection;

import io.tributary.definition.Definitions;
import io.tributary.definition.FieldDefinition;
import io.tributary.definition.ProjectionDefinition;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the projection code needs of a definition, looked up once: names by position, positions of the references.
 *
 * @param definition the projection
 * @param names the field names, in declared order
 * @param references the reference fields: those that some view joins on
 * @param referenceIndexes their positions in {@code names}
 */
public record ProjectionLayout(
        ProjectionDefinition definition, String[] names, String[] references, int[] referenceIndexes) {

    /** The layout of a projection among all definitions of a home, whose views say which fields are references. */
    public static ProjectionLayout of(Definitions definitions, String projection) {
        return of(definitions.projection(projection), definitions.references(projection));
    }

    static ProjectionLayout of(ProjectionDefinition definition, Collection<String> references) {
        List<String> ordered = List.copyOf(references);
        return new ProjectionLayout(
                definition,
                definition.fields().stream().map(FieldDefinition::name).toArray(String[]::new),
                ordered.toArray(String[]::new),
                ordered.stream().mapToInt(definition::indexOf).toArray());
    }

    /** The values of the reference fields, in their order, of those of all fields. */
    @Nullable
    Object[] references(@Nullable Object[] values) {
        @Nullable Object[] present = new @Nullable Object[referenceIndexes.length];
        for (int i = 0; i < present.length; i++) {
            present[i] = values[referenceIndexes[i]];
        }
        return present;
    }

    boolean merges() {
        return definition.write() == ProjectionDefinition.WriteMode.MERGE;
    }
}

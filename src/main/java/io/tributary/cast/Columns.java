package io.tributary.cast;

import io.tributary.definition.FieldDefinition;
import io.tributary.definition.Nearest;
import io.tributary.definition.ProjectionDefinition;
import io.tributary.definition.ProjectionDefinition.WriteMode;
import io.tributary.record.Operation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the fields of a projection stand in one list of columns; found once per list, not once per record. */
final class Columns {

    static final int MISSING = -1;

    private final List<String> names;
    private final int[] ofField;
    private final int deleteMark;
    private final @Nullable String upsertProblem;
    private final @Nullable String deleteProblem;

    Columns(ProjectionDefinition projection, List<String> names) {
        this.names = List.copyOf(names);
        this.ofField = projection.fields().stream()
                .mapToInt(field -> find(field.from()))
                .toArray();
        ProjectionDefinition.DeleteWhen deleteWhen = projection.deleteWhen();
        this.deleteMark = deleteWhen == null ? MISSING : find(deleteWhen.column());
        this.deleteProblem = problem(projection, false);
        this.upsertProblem = problem(projection, true);
    }

    List<String> names() {
        return names;
    }

    /** The column of the field with that index, or {@link #MISSING}. */
    int ofField(int index) {
        return ofField[index];
    }

    /** The column that marks deletes, or {@link #MISSING}. */
    int deleteMark() {
        return deleteMark;
    }

    /** Why no record with these columns can be cast, or null if they can. */
    @Nullable
    String problem(Operation operation) {
        return operation == Operation.DELETE ? deleteProblem : upsertProblem;
    }

    private int find(String column) {
        int exact = names.indexOf(column);
        for (int i = 0; exact < 0 && i < names.size(); i++) {
            if (names.get(i).equalsIgnoreCase(column)) {
                return i;
            }
        }
        return exact;
    }

    private @Nullable String problem(ProjectionDefinition projection, boolean upsert) {
        boolean whole = upsert && projection.write() == WriteMode.REPLACE;
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < ofField.length; i++) {
            FieldDefinition field = projection.fields().get(i);
            boolean identifies =
                    projection.key().contains(field.name()) || field.name().equals(projection.version());
            if (ofField[i] == MISSING && (identifies || (whole && field.required()))) {
                problems.add(field.name() + ": " + missing(field.from()));
            }
        }
        ProjectionDefinition.DeleteWhen deleteWhen = projection.deleteWhen();
        if (whole && deleteWhen != null && deleteMark == MISSING) {
            // Without its mark a delete would pass for an upsert and bring the dead back.
            problems.add("deleteWhen: " + missing(deleteWhen.column()));
        }
        return problems.isEmpty() ? null : String.join("; ", problems);
    }

    private String missing(String column) {
        return "column '" + column + "' is missing" + Nearest.hint(column, names);
    }
}

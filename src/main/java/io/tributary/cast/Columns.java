package io.tributary.cast;

import io.tributary.definition.FieldDefinition;
import io.tributary.definition.Nearest;
import io.tributary.definition.ProjectionDefinition;
import io.tributary.definition.ProjectionDefinition.Unknown;
import io.tributary.definition.ProjectionDefinition.WriteMode;
import io.tributary.record.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Where the fields of a projection stand in one list of columns; found once per list, not once per record. */
final class Columns {

    static final int MISSING = -1;

    private final List<String> names;
    private final int[] ofField;
    private final List<Map<String, Integer>> ofNames;
    private final int deleteMark;
    private final int[] unknown;
    private final boolean tellsDeletes;
    private final @Nullable String upsertProblem;
    private final @Nullable String deleteProblem;

    Columns(ProjectionDefinition projection, List<String> names) {
        this.names = List.copyOf(names);
        this.ofField = projection.fields().stream().mapToInt(this::column).toArray();
        this.ofNames = projection.fields().stream().map(this::columnsOfNames).toList();
        ProjectionDefinition.DeleteWhen deleteWhen = projection.deleteWhen();
        String mark = deleteWhen == null ? null : deleteWhen.column();
        this.deleteMark = mark == null ? MISSING : find(mark);
        this.unknown = unknown(projection);
        this.tellsDeletes = undecided(projection) == null;
        this.deleteProblem = problem(projection, false);
        this.upsertProblem = problem(projection, true);
    }

    List<String> names() {
        return names;
    }

    /** The column of the field with that index, or {@link #MISSING}; of a computed field any if all are there. */
    int ofField(int index) {
        return ofField[index];
    }

    /** The column of a name that a computed field reads, or {@link #MISSING}. */
    int ofName(int index, String name) {
        return ofNames.get(index).getOrDefault(name, MISSING);
    }

    /** The column that marks deletes, or {@link #MISSING}. */
    int deleteMark() {
        return deleteMark;
    }

    /** The columns that no field takes. */
    int[] unknown() {
        return unknown;
    }

    /** Whether all is there that the condition of deletes asks for. */
    boolean tellsDeletes() {
        return tellsDeletes;
    }

    /** Why no record with these columns can be cast, or null if they can. */
    @Nullable
    String problem(Operation operation) {
        return operation == Operation.DELETE ? deleteProblem : upsertProblem;
    }

    private int column(FieldDefinition field) {
        int column = MISSING;
        for (String name : field.columns()) {
            column = find(begin(name));
            if (column == MISSING) {
                return MISSING;
            }
        }
        return column;
    }

    private int[] unknown(ProjectionDefinition projection) {
        Set<Integer> taken = new HashSet<>(Set.of(deleteMark));
        for (int i = 0; i < ofField.length; i++) {
            if (!isUnknownField(projection, i)) {
                projection.fields().get(i).columns().forEach(name -> taken.add(find(begin(name))));
            }
        }
        return IntStream.range(0, names.size()).filter(i -> !taken.contains(i)).toArray();
    }

    private static boolean isUnknownField(ProjectionDefinition projection, int index) {
        return projection.unknown() == Unknown.KEEP
                && projection.fields().get(index).name().equals(ProjectionDefinition.UNKNOWN);
    }

    /** A field of the condition of deletes whose columns are not all there, or null. */
    private @Nullable FieldDefinition undecided(ProjectionDefinition projection) {
        ProjectionDefinition.DeleteWhen deleteWhen = projection.deleteWhen();
        if (deleteWhen == null || deleteWhen.where() == null) {
            return null;
        }
        for (String name : deleteWhen.where().fields()) {
            int index = projection.indexOf(name);
            if (ofField[index] == MISSING && !isUnknownField(projection, index)) {
                return projection.field(name);
            }
        }
        return null;
    }

    private Map<String, Integer> columnsOfNames(FieldDefinition field) {
        Map<String, Integer> columns = new HashMap<>();
        for (String name : field.formula() == null ? List.<String>of() : field.columns()) {
            columns.put(name, find(name));
            columns.putIfAbsent(begin(name), find(begin(name)));
        }
        return columns;
    }

    /** Of a path into an object, {@code address.city}, the column; a column may have dots itself. */
    private String begin(String name) {
        int dot = name.indexOf('.');
        return dot < 0 || find(name) != MISSING ? name : name.substring(0, dot);
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
            if (ofField[i] == MISSING
                    && field.formula() == null
                    && (identifies || (whole && field.required() && field.otherwise() == null))) {
                problems.add(field.name() + ": " + missing(field.from()));
            }
        }
        ProjectionDefinition.DeleteWhen deleteWhen = projection.deleteWhen();
        String mark = deleteWhen == null ? null : deleteWhen.column();
        if (whole && mark != null && deleteMark == MISSING) {
            // Without its mark a delete would pass for an upsert and bring the dead back.
            problems.add("deleteWhen: " + missing(mark));
        }
        FieldDefinition undecided = whole ? undecided(projection) : null;
        if (undecided != null) {
            problems.add("deleteWhen: " + missing(undecided));
        }
        if (projection.unknown() == Unknown.REJECT) {
            List<String> wanted = wanted(projection);
            for (int column : unknown) {
                String hint = wanted.isEmpty() ? "" : Nearest.hint(names.get(column), wanted);
                problems.add("column '" + names.get(column) + "' is in no field" + hint);
            }
        }
        return problems.isEmpty() ? null : String.join("; ", problems);
    }

    /** The columns that fields ask for and that are not there: what an unknown one may have been meant to be. */
    private List<String> wanted(ProjectionDefinition projection) {
        return projection.fields().stream()
                .flatMap(field -> field.columns().stream())
                .filter(column -> find(begin(column)) == MISSING)
                .distinct()
                .toList();
    }

    private String missing(FieldDefinition field) {
        return field.columns().stream()
                .filter(column -> find(begin(column)) == MISSING)
                .findFirst()
                .map(this::missing)
                .orElse(field.name() + " is missing");
    }

    private String missing(String column) {
        return "column '" + column + "' is missing" + Nearest.hint(column, names);
    }
}

package io.tributary.cast;

import static io.tributary.definition.ProjectionDefinition.UNKNOWN;

import io.tributary.definition.Condition;
import io.tributary.definition.FieldDefinition;
import io.tributary.definition.FieldDefinition.OnInvalid;
import io.tributary.definition.FieldType;
import io.tributary.definition.Formula;
import io.tributary.definition.ProjectionDefinition;
import io.tributary.definition.ProjectionDefinition.DeleteWhen;
import io.tributary.definition.ProjectionDefinition.Unknown;
import io.tributary.definition.ProjectionDefinition.WriteMode;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a definition says about casting, in the form that the loop over records needs: arrays and numbers, no names. */
final class CastPlan {

    static final int NONE = -1;

    private final ProjectionDefinition definition;
    private final FieldCast[] casts;
    private final boolean[] required;
    private final boolean[] identifies;
    private final @Nullable Object[] otherwise;
    private final OnInvalid[] onInvalid;
    private final @Nullable Formula[] formulas;
    private final int[] timeFields;
    private final int[] keyFields;
    private final int versionField;
    private final Set<String> deleteWords;
    private final @Nullable Condition deletes;
    private final int[] decisive;
    private final int[] omitted;
    private final int unknownField;

    CastPlan(ProjectionDefinition definition, Map<String, CastFunction> own) {
        this.definition = definition;
        int size = definition.fields().size();
        this.casts = new FieldCast[size];
        this.required = new boolean[size];
        this.identifies = new boolean[size];
        this.otherwise = new @Nullable Object[size];
        this.onInvalid = new OnInvalid[size];
        this.formulas = new @Nullable Formula[size];
        this.timeFields = IntStream.range(0, size)
                .filter(i -> holdsTimes(definition.fields().get(i)))
                .toArray();
        this.keyFields = definition.key().stream().mapToInt(definition::indexOf).toArray();
        String version = definition.version();
        this.versionField = version == null ? NONE : definition.indexOf(version);
        for (int i = 0; i < size; i++) {
            FieldDefinition field = definition.fields().get(i);
            casts[i] = new FieldCast(field, own);
            otherwise[i] = field.otherwise();
            onInvalid[i] = field.onInvalid();
            formulas[i] = field.formula();
            identifies[i] = i == versionField || definition.key().contains(field.name());
            required[i] = identifies[i] || field.required();
        }
        DeleteWhen deleteWhen = definition.deleteWhen();
        this.deleteWords = deleteWhen == null ? Set.of() : Set.copyOf(deleteWhen.values());
        this.deletes = deleteWhen == null ? null : deleteWhen.where();
        this.decisive = deletes == null
                ? new int[0]
                : deletes.fields().stream().mapToInt(definition::indexOf).toArray();
        this.omitted = IntStream.range(0, size)
                .filter(i -> definition.fields().get(i).omit())
                .toArray();
        this.unknownField = definition.unknown() == Unknown.KEEP ? definition.indexOf(UNKNOWN) : NONE;
    }

    private static boolean holdsTimes(FieldDefinition field) {
        FieldType elements = field.notation().elements();
        FieldType type = elements == null ? field.type() : elements;
        return type == FieldType.TIMESTAMP || type == FieldType.TIME;
    }

    ProjectionDefinition definition() {
        return definition;
    }

    int size() {
        return casts.length;
    }

    FieldDefinition field(int index) {
        return definition.fields().get(index);
    }

    FieldCast cast(int index) {
        return casts[index];
    }

    boolean isRequired(int index) {
        return required[index];
    }

    /** Whether the field is part of the key or is the version: then a delete needs it too. */
    boolean identifies(int index) {
        return identifies[index];
    }

    /** The fields that may hold times, which are stored to the millisecond. */
    int[] timeFields() {
        return timeFields;
    }

    int[] keyFields() {
        return keyFields;
    }

    /** The field of the source version, or {@link #NONE}. */
    int versionField() {
        return versionField;
    }

    boolean merges() {
        return definition.write() == WriteMode.MERGE;
    }

    /** Whether a value of the column that marks deletes does so. */
    boolean isDelete(@Nullable Object mark) {
        return mark != null && deleteWords.contains(mark.toString().strip());
    }

    /** The fields by whose values a record may be a delete. */
    int[] decisive() {
        return decisive;
    }

    boolean isDecisive(int index) {
        for (int field : decisive) {
            if (field == index) {
                return true;
            }
        }
        return false;
    }

    /** Whether the values of the decisive fields make the record a delete. */
    boolean deletes(@Nullable Object[] values) {
        return deletes != null && deletes.holds(field -> values[definition.indexOf(field)]);
    }

    /** The fields that are not stored. */
    int[] omitted() {
        return omitted;
    }

    /** The field that takes the columns that no other takes, or {@link #NONE}. */
    int unknownField() {
        return unknownField;
    }

    /** What the field has for a record without a value, or null. */
    @Nullable
    Object otherwise(int index) {
        return otherwise[index];
    }

    @Nullable
    Formula formula(int index) {
        return formulas[index];
    }

    OnInvalid onInvalid(int index) {
        return onInvalid[index];
    }
}

package io.tributary.cast;

import io.tributary.definition.FieldDefinition;
import io.tributary.definition.FieldDefinition.OnInvalid;
import io.tributary.definition.FieldType;
import io.tributary.definition.Formula;
import io.tributary.definition.ProjectionDefinition;
import io.tributary.definition.ProjectionDefinition.DeleteWhen;
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

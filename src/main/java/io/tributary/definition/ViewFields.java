package io.tributary.definition;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a finished view as conditions see them: {@code a.b} for a nested one; a list is one field. */
final class ViewFields implements ConditionReader.Fields {

    private final String view;
    private final Map<String, FieldType> types = new LinkedHashMap<>();

    ViewFields(String view, Shape.Obj shape) {
        this.view = view;
        collect("", shape);
    }

    private void collect(String prefix, Shape.Obj shape) {
        shape.fields().forEach((name, field) -> {
            if (field instanceof Shape.Obj nested) {
                types.put(prefix + name, FieldType.OBJECT);
                collect(prefix + name + ".", nested);
            } else {
                types.put(prefix + name, field instanceof Shape.Leaf leaf ? leaf.type() : FieldType.ARRAY);
            }
        });
    }

    @Override
    public String owner() {
        return view;
    }

    @Override
    public Collection<String> names() {
        return types.keySet();
    }

    @Override
    public @Nullable FieldType type(String name) {
        return types.get(name);
    }
}

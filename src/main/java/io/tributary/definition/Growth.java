package io.tributary.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says which views can outgrow the 16 MB of a document: those with an array without a limit whose elements are large, or hold arrays
 * without a limit themselves. What the data really holds nobody knows here, so these are notes, with the sizes they follow from.
 */
public final class Growth {

    private static final int DOCUMENT = 16 * 1024 * 1024;

    /** Fewer elements than this fill a document: then a person should have thought of it. */
    private static final int FEW = 20_000;

    /** Type, the end of the name, and a name of usual length are in the names themselves; an index of an array is as long. */
    private static final int FIELD = 2;

    private static final int INDEX = 6;

    private static final int TEXT = 20;
    private static final int STRUCTURE = 100;

    private final ViewDefinition view;
    private final Definitions definitions;
    private final List<String> notes = new ArrayList<>();

    private Growth(ViewDefinition view, Definitions definitions) {
        this.view = view;
        this.definitions = definitions;
    }

    /** The notes on all views, each with its place. */
    public static List<String> notes(Definitions definitions) {
        List<String> notes = new ArrayList<>();
        for (ViewDefinition view : definitions.views().values()) {
            Growth growth = new Growth(view, definitions);
            growth.look("", view.fields());
            notes.addAll(growth.notes);
        }
        return notes;
    }

    private void look(String path, Mapping mapping) {
        if (mapping instanceof Mapping.Fields fields) {
            fields.fields().forEach((name, part) -> look(path.isEmpty() ? name : path + "." + name, part));
        } else if (mapping instanceof Mapping.Each each) {
            String within = unlimited(each) ? firstUnlimited(path, each.element()) : null;
            int bytes = INDEX + bytes(each.element());
            if (within != null) {
                note(path, "and " + within + " within it have no limit", bytes);
            } else if (unlimited(each) && DOCUMENT / bytes < FEW) {
                note(path, "has no limit", bytes);
            } else {
                look(path + "[]", each.element());
            }
        }
    }

    private void note(String path, String what, int bytes) {
        notes.add(String.format(
                "%s: fields.%s %s: an element of it takes %,d bytes and up, and the 16 MB of a document hold %,d of them at most;"
                        + " a view that outgrows them is refused, a limit in the join bounds it",
                view.place(), path, what, bytes, DOCUMENT / bytes));
    }

    private @Nullable String firstUnlimited(String path, Mapping mapping) {
        if (mapping instanceof Mapping.Each each && unlimited(each)) {
            return path;
        }
        if (mapping instanceof Mapping.Fields fields) {
            for (Map.Entry<String, Mapping> part : fields.fields().entrySet()) {
                String found = firstUnlimited(part.getKey(), part.getValue());
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private boolean unlimited(Mapping.Each each) {
        return view.join(each.alias()).limit() == Join.ALL;
    }

    /** The least that a part takes, with texts of a few words and one element in each array. */
    private int bytes(Mapping mapping) {
        if (mapping instanceof Mapping.Fields fields) {
            int sum = 5;
            for (Map.Entry<String, Mapping> part : fields.fields().entrySet()) {
                sum += FIELD + part.getKey().length() + bytes(part.getValue());
            }
            return sum;
        }
        if (mapping instanceof Mapping.Each each) {
            return 5 + INDEX + bytes(each.element());
        }
        if (mapping instanceof Mapping.Field field) {
            return usual(definitions.source(view.sourceOf(field.alias())).type(field.field()));
        }
        return Long.BYTES;
    }

    private static int usual(FieldType type) {
        return switch (type) {
            case BOOLEAN -> 1;
            case INTEGER -> Integer.BYTES;
            case LONG, DOUBLE, DATE, TIMESTAMP -> Long.BYTES;
            case DECIMAL -> 2 * Long.BYTES;
            case OBJECT, ARRAY -> STRUCTURE;
            default -> TEXT;
        };
    }
}

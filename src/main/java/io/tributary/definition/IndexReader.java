package io.tributary.definition;

import io.tributary.definition.Join.Sort;
import io.tributary.definition.ProjectionDefinition.Expiry;
import io.tributary.definition.ProjectionDefinition.Index;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the indexes that a definition asks for, and when documents expire. Each index costs every write, so none may stand twice, nor be
 * the beginning of another one, nor be one that is there anyway.
 */
final class IndexReader {

    private final List<FieldDefinition> fields;
    private final List<String> key;
    private final Catalog catalog;

    IndexReader(List<FieldDefinition> fields, List<String> key, Catalog catalog) {
        this.fields = fields;
        this.key = key;
        this.catalog = catalog;
    }

    @Nullable
    Expiry expiry(@Nullable YamlValue value) {
        YamlMap map = value == null ? null : value.map(Vocabulary.EXPIRY);
        if (map == null) {
            return null;
        }
        YamlValue field = map.required("field");
        String name = field == null ? null : field.text();
        FieldType type = field == null || name == null ? null : type(field, name);
        if (field != null && type != null && type != FieldType.DATE && type != FieldType.TIMESTAMP) {
            field.problem("'" + name + "' is of type " + type.yamlName() + "; documents expire by a date or timestamp");
        }
        YamlValue after = map.required("after");
        Duration duration = after == null ? null : duration(after);
        return name == null || duration == null ? null : new Expiry(name, duration);
    }

    List<Index> indexes(@Nullable YamlValue value, @Nullable Expiry expiry) {
        List<Index> indexes = new ArrayList<>();
        for (YamlValue each : value == null ? List.<YamlValue>of() : value.list()) {
            YamlMap map = each.map(Vocabulary.INDEX);
            Index index = map == null ? null : index(map);
            if (index != null) {
                checkNeeded(each, index, indexes, expiry);
                indexes.add(index);
            }
        }
        return List.copyOf(indexes);
    }

    private @Nullable Index index(YamlMap map) {
        YamlValue value = map.required("fields");
        List<Sort> sorts = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        int arrays = 0;
        for (YamlValue each : value == null ? List.<YamlValue>of() : value.oneOrMore()) {
            String text = each.text();
            if (text == null) {
                continue;
            }
            boolean descending = text.startsWith("-");
            String name = descending ? text.substring(1) : text;
            FieldType type = type(each, name);
            arrays += type == FieldType.ARRAY ? 1 : 0;
            if (type == FieldType.OBJECT) {
                each.problem("'" + name + "' is of type object, which no query can use an index of");
            } else if (type == FieldType.ARRAY && arrays > 1) {
                each.problem(
                        "'" + name + "' is a second array; MongoDB takes one in an index, and would refuse documents");
            } else if (!seen.add(name)) {
                each.problem("'" + name + "' stands twice in the index");
            }
            sorts.add(new Sort(name, descending));
        }
        if (value != null && value.isList() && sorts.isEmpty()) {
            value.problem("needs at least one field");
        }
        return sorts.isEmpty() ? null : new Index(List.copyOf(sorts));
    }

    private void checkNeeded(YamlValue value, Index index, List<Index> others, @Nullable Expiry expiry) {
        List<Sort> sorts = index.fields();
        boolean single = sorts.size() == 1;
        if (single && key.equals(List.of(sorts.get(0).field()))) {
            value.problem("'" + sorts.get(0).field() + "' is the key, which has an index; leave this one out");
        } else if (single
                && expiry != null
                && expiry.field().equals(sorts.get(0).field())) {
            value.problem("'" + expiry.field() + "' has an index, by which documents expire; leave this one out");
        } else if (others.stream().anyMatch(other -> begins(other, index) && begins(index, other))) {
            value.problem("this index stands twice");
        } else if (others.stream().anyMatch(other -> begins(other, index) || begins(index, other))) {
            value.problem(
                    "of two indexes one is the beginning of the other, which serves its queries; leave the shorter one out");
        }
    }

    /** An index that runs the other way in every field serves the same queries. */
    private static boolean begins(Index longer, Index shorter) {
        if (shorter.fields().size() > longer.fields().size()) {
            return false;
        }
        boolean turned =
                longer.fields().get(0).descending() != shorter.fields().get(0).descending();
        for (int i = 0; i < shorter.fields().size(); i++) {
            Sort one = shorter.fields().get(i);
            Sort other = longer.fields().get(i);
            if (!one.field().equals(other.field()) || one.descending() != (other.descending() != turned)) {
                return false;
            }
        }
        return true;
    }

    private @Nullable FieldType type(YamlValue value, String name) {
        for (FieldDefinition field : fields) {
            if (field.name().equals(name)) {
                if (field.omit()) {
                    value.problem("'" + name + "' is omitted: documents do not have it");
                }
                return catalog.typeOf(field);
            }
        }
        value.problem("'" + name + "' is no field"
                + Nearest.hint(name, fields.stream().map(FieldDefinition::name).toList()));
        return null;
    }

    private static @Nullable Duration duration(YamlValue value) {
        String text = value.text();
        if (text == null) {
            return null;
        }
        try {
            Duration duration = Duration.parse(text);
            if (duration.toSeconds() > 0) {
                return duration;
            }
            value.problem("'" + text + "' is no time: documents would be gone at once");
        } catch (DateTimeParseException e) {
            value.problem("'" + text
                    + "' is no duration of days, hours, minutes and seconds; 30 days are P30D, half a day is PT12H");
        }
        return null;
    }
}

package io.tributary.projection;

import io.tributary.definition.DocumentSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * The values of the fields that views join on: the present ones and those that the document had. They are written with the values
 * themselves, so that a record that moves from one parent to another leads to both, whenever somebody asks (I5).
 *
 * @param fields the reference fields of the projection or view
 * @param keep how long a past value is kept: longer than a message can live
 */
public record References(List<String> fields, Duration keep) {

    private static final String FIELD = "field";
    private static final String VALUE = "value";
    private static final String UNTIL = "until";

    public References {
        fields = List.copyOf(fields);
    }

    /**
     * Adds the references of a document to its {@code _meta}, and returns them.
     *
     * @param present the values of the reference fields, in their order
     * @param stored what is stored before
     */
    public Map<String, List<Object>> write(
            Document meta, @Nullable Object[] present, @Nullable Stored stored, Instant now) {
        List<Document> past = stored == null ? List.of() : pastAfter(present, stored, now);
        Map<String, List<Object>> all = new LinkedHashMap<>();
        for (int i = 0; i < fields.size(); i++) {
            String field = fields.get(i);
            Set<Object> values = new LinkedHashSet<>();
            Object value = present[i];
            if (value != null) {
                values.add(value);
            }
            for (Document entry : past) {
                if (field.equals(entry.get(FIELD))) {
                    values.add(entry.get(VALUE));
                }
            }
            all.put(field, List.copyOf(values));
        }
        if (!all.isEmpty()) {
            Document kept = new Document();
            all.forEach((field, values) -> kept.append(field, kept(values)));
            meta.append(Meta.REFERENCES, kept);
        }
        if (!past.isEmpty()) {
            meta.append(Meta.PAST, past);
        }
        return all;
    }

    /** The present values of a stored document. */
    public @Nullable Object[] present(DocumentSource source, Document document) {
        @Nullable Object[] present = new @Nullable Object[fields.size()];
        for (int i = 0; i < present.length; i++) {
            present[i] = BsonValues.present(source, document, fields.get(i));
        }
        return present;
    }

    /** The references that are stored, for a record that writes nothing. */
    public Map<String, List<Object>> stored(Stored stored) {
        Map<String, List<Object>> all = new LinkedHashMap<>();
        for (String field : fields) {
            all.put(field, stored.references(field));
        }
        return all;
    }

    private List<Document> pastAfter(@Nullable Object[] present, Stored stored, Instant now) {
        List<Document> past = new ArrayList<>();
        for (Document entry : stored.past()) {
            if (entry.get(UNTIL) instanceof Date until && until.toInstant().isAfter(now)) {
                past.add(entry);
            }
        }
        Date until = Date.from(now.plus(keep));
        for (int i = 0; i < fields.size(); i++) {
            String field = fields.get(i);
            Object before = stored.document().get(field);
            if (before != null && !before.equals(present[i])) {
                past.removeIf(entry -> field.equals(entry.get(FIELD)) && before.equals(entry.get(VALUE)));
                past.add(new Document(FIELD, field).append(VALUE, before).append(UNTIL, until));
            }
        }
        return past;
    }

    /** One value stands alone, as nearly always: an index over arrays costs some servers three times as much with each write. */
    private static Object kept(List<Object> values) {
        return values.size() == 1 ? values.get(0) : values;
    }
}

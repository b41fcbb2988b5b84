package io.tributary.simulation;

import io.tributary.definition.FieldDefinition;
import io.tributary.definition.FieldType;
import io.tributary.definition.ProjectionDefinition;
import io.tributary.definition.ProjectionDefinition.WriteMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.bson.Document;

/**
 * What a projection has to be, from what the sources said, and nothing else: the newest record of each key, or of each field where the
 * projection merges. It shares no code with what it judges.
 */
final class ProjectionOracle {

    private final ProjectionDefinition projection;
    private final Map<List<Object>, List<Said>> said = new LinkedHashMap<>();
    private final Map<String, Integer> rows = new HashMap<>();
    private final Set<String> rejected = new TreeSet<>();

    /** One record of a key: what it says, and how new it is. */
    private record Said(boolean delete, Map<String, Object> fields, long version, long sequence) {

        int ageOf(Said other) {
            return version != other.version
                    ? Long.compare(version, other.version)
                    : Long.compare(sequence, other.sequence);
        }
    }

    ProjectionOracle(ProjectionDefinition projection, List<SentBatch> sent) {
        this.projection = projection;
        Set<String> seen = new TreeSet<>();
        for (int number = 0; number < sent.size(); number++) {
            SentBatch batch = sent.get(number);
            String name = batch.bookedAs(number);
            if (batch.topic().equals(projection.topic()) && seen.add(name)) {
                rows.put(name, batch.rows().size());
                for (int row = 0; row < batch.rows().size(); row++) {
                    hear(batch, row, projection.name() + ":" + origin(name) + ":" + (batch.firstSequence() + row));
                }
            }
        }
    }

    /** How many rows each batch has, by the name that the books have for it. */
    Map<String, Integer> rows() {
        return rows;
    }

    /** The records that cannot be cast, by their ids. */
    Set<String> rejected() {
        return rejected;
    }

    /** The live documents, by key. */
    Map<List<Object>, Document> documents() {
        Map<List<Object>, Document> documents = new LinkedHashMap<>();
        said.forEach((key, records) -> {
            Document document = projection.write() == WriteMode.MERGE ? merged(records) : newest(records);
            if (document != null) {
                documents.put(key, document);
            }
        });
        return documents;
    }

    private void hear(SentBatch batch, int index, String id) {
        SentBatch.Row row = batch.rows().get(index);
        Map<String, Object> fields = new LinkedHashMap<>();
        for (FieldDefinition field : projection.fields()) {
            int column = batch.columns().indexOf(field.from());
            if (!identifies(field) && (column < 0 || row.delete())) {
                continue;
            }
            Object value = column < 0 ? null : row.values()[column];
            if ("bad".equals(value) || value == null && field.required()) {
                rejected.add(id);
                return;
            }
            fields.put(
                    field.name(),
                    field.type() == FieldType.INTEGER && value != null ? ((Number) value).intValue() : value);
        }
        List<Object> key = new ArrayList<>();
        projection.key().forEach(part -> key.add(fields.get(part)));
        long version = projection.version() == null ? 0 : ((Number) fields.get(projection.version())).longValue();
        said.computeIfAbsent(key, missing -> new ArrayList<>())
                .add(new Said(row.delete(), fields, version, batch.firstSequence() + index));
    }

    private boolean identifies(FieldDefinition field) {
        return projection.key().contains(field.name()) || field.name().equals(projection.version());
    }

    /** The newest record is the document. Of two that are as new, the delete, then the one with the greater text. */
    private Document newest(List<Said> records) {
        Said newest = records.get(0);
        for (Said record : records) {
            int age = record.ageOf(newest);
            if (age > 0 || age == 0 && beats(record, newest)) {
                newest = record;
            }
        }
        return newest.delete ? null : document(newest.fields);
    }

    private boolean beats(Said one, Said other) {
        if (one.delete != other.delete) {
            return one.delete;
        }
        for (FieldDefinition field : projection.fields()) {
            Object left = one.fields.get(field.name());
            Object right = other.fields.get(field.name());
            if (!Objects.equals(left, right)) {
                return String.valueOf(left).compareTo(String.valueOf(right)) > 0;
            }
        }
        return false;
    }

    /** Every field is that of the newest record that brings it, unless a delete is as new. */
    private Document merged(List<Said> records) {
        Said delete = null;
        for (Said record : records) {
            if (record.delete && (delete == null || record.ageOf(delete) > 0)) {
                delete = record;
            }
        }
        Map<String, Object> values = new LinkedHashMap<>();
        for (FieldDefinition field : projection.fields()) {
            Said newest = null;
            for (Said record : records) {
                if (!record.delete
                        && record.fields.containsKey(field.name())
                        && (delete == null || record.ageOf(delete) > 0)
                        && (newest == null || wins(record, newest, field.name()))) {
                    newest = record;
                }
            }
            if (newest != null) {
                values.put(field.name(), newest.fields.get(field.name()));
            }
        }
        return values.isEmpty() ? null : document(values);
    }

    private static boolean wins(Said one, Said other, String field) {
        int age = one.ageOf(other);
        return age > 0
                || age == 0
                        && String.valueOf(one.fields.get(field)).compareTo(String.valueOf(other.fields.get(field))) > 0;
    }

    private Document document(Map<String, Object> fields) {
        Document document = new Document();
        fields.forEach((name, value) -> {
            if (value != null) {
                document.append(name, value);
            }
        });
        return document;
    }

    /** Read sequences are unique per agent; a message of another producer has only its own id. */
    private static String origin(String name) {
        int sequence = name.indexOf('|');
        return sequence < 0 ? name : name.substring(0, sequence);
    }
}

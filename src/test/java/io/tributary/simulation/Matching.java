package io.tributary.simulation;

import com.mongodb.MongoClientSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Decimal128;

/** The filters and projections that Tributary uses, as MongoDB understands them; any other is an error. */
final class Matching {

    private Matching() {}

    /** A filter or projection as a document of plain values. */
    static Document plain(Bson bson) {
        BsonDocument document = bson.toBsonDocument(BsonDocument.class, MongoClientSettings.getDefaultCodecRegistry());
        return plain(document);
    }

    private static Document plain(BsonDocument bson) {
        Document document = new Document();
        bson.forEach((name, value) -> document.append(name, plain(value)));
        return document;
    }

    private static Object plain(BsonValue value) {
        return switch (value.getBsonType()) {
            case INT32 -> value.asInt32().getValue();
            case INT64 -> value.asInt64().getValue();
            case STRING -> value.asString().getValue();
            case BOOLEAN -> value.asBoolean().getValue();
            case OBJECT_ID -> value.asObjectId().getValue();
            case DECIMAL128 -> value.asDecimal128().getValue();
            case DATE_TIME -> new java.util.Date(value.asDateTime().getValue());
            case DOCUMENT -> plain(value.asDocument());
            case ARRAY -> plain(value.asArray());
            case NULL -> null;
            default -> throw new UnsupportedOperationException("a filter with " + value);
        };
    }

    private static List<Object> plain(BsonArray array) {
        List<Object> values = new ArrayList<>(array.size());
        array.forEach(value -> values.add(plain(value)));
        return values;
    }

    /** Whether a document is found by a filter. */
    static boolean matches(Document document, Document filter) {
        for (Map.Entry<String, Object> entry : filter.entrySet()) {
            if (!matches(document, entry.getKey(), entry.getValue())) {
                return false;
            }
        }
        return true;
    }

    @SuppressWarnings("unchecked")
    private static boolean matches(Document document, String path, Object wanted) {
        if (path.equals("$and")) {
            return ((List<Document>) wanted).stream().allMatch(part -> matches(document, part));
        }
        if (path.equals("$or")) {
            return ((List<Document>) wanted).stream().anyMatch(part -> matches(document, part));
        }
        Object value = value(document, path);
        if (wanted instanceof Document operators
                && operators.keySet().stream().anyMatch(name -> name.startsWith("$"))) {
            return operators.entrySet().stream().allMatch(entry -> operator(value, entry.getKey(), entry.getValue()));
        }
        return equal(value, wanted);
    }

    private static boolean operator(Object value, String operator, Object operand) {
        return switch (operator) {
            case "$in" -> ((List<?>) operand).stream().anyMatch(one -> equal(value, one));
            case "$nin" -> ((List<?>) operand).stream().noneMatch(one -> equal(value, one));
            case "$eq" -> equal(value, operand);
            case "$exists" -> (value != null) == Boolean.TRUE.equals(operand);
            case "$lt" -> value != null && compare(value, operand) < 0;
            case "$gt" -> value != null && compare(value, operand) > 0;
            default -> throw new UnsupportedOperationException("a filter with " + operator);
        };
    }

    /** An array is found by each of its elements. */
    private static boolean equal(Object value, Object wanted) {
        return value instanceof List<?> elements && !(wanted instanceof List)
                ? elements.stream().anyMatch(element -> Objects.equals(element, wanted))
                : Objects.equals(value, wanted);
    }

    /** The order of keys: of one type within a collection. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    static int compare(Object left, Object right) {
        if (left instanceof Document one && right instanceof Document other) {
            for (String name : one.keySet()) {
                int order = compare(one.get(name), other.get(name));
                if (order != 0) {
                    return order;
                }
            }
            return 0;
        }
        if (left instanceof List<?> one && right instanceof List<?> other) {
            for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
                int order = compare(one.get(i), other.get(i));
                if (order != 0) {
                    return order;
                }
            }
            return one.size() - other.size();
        }
        return ((Comparable) left).compareTo(right);
    }

    /** A copy of a document, as a server makes one; a value that BSON does not know is an error. */
    static Object copy(Object value) {
        if (value instanceof Document document) {
            Document copy = new Document();
            document.forEach((name, member) -> copy.append(name, copy(member)));
            return copy;
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>(list.size());
            list.forEach(element -> copy.add(copy(element)));
            return copy;
        }
        if (value == null
                || value instanceof String
                || value instanceof Integer
                || value instanceof Long
                || value instanceof Boolean
                || value instanceof Decimal128
                || value instanceof java.util.Date
                || value instanceof org.bson.types.ObjectId) {
            return value;
        }
        throw new IllegalArgumentException(value.getClass() + " is no BSON value of Tributary's: " + value);
    }

    /** What a projection leaves of a document. */
    static Document project(Document document, Document projection) {
        if (projection == null) {
            return (Document) copy(document);
        }
        Document left = new Document("_id", copy(document.get("_id")));
        projection.keySet().forEach(path -> include(document, left, path));
        return left;
    }

    /** A document on the way to what is not there stays, empty. */
    private static void include(Document from, Document to, String path) {
        int dot = path.indexOf('.');
        String head = dot < 0 ? path : path.substring(0, dot);
        Object value = from.get(head);
        if (dot < 0) {
            if (from.containsKey(head)) {
                to.put(head, copy(value));
            }
        } else if (value instanceof Document inner) {
            Document present = to.get(head) instanceof Document known ? known : new Document();
            to.put(head, present);
            include(inner, present, path.substring(dot + 1));
        }
    }

    /** Sets what a path leads to; the documents on the way are there. */
    static void set(Document document, String path, Object value) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            document.put(path, value);
        } else {
            set(document.get(path.substring(0, dot), Document.class), path.substring(dot + 1), value);
        }
    }

    static Object value(Document document, String path) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            return document.get(path);
        }
        return document.get(path.substring(0, dot)) instanceof Document inner
                ? value(inner, path.substring(dot + 1))
                : null;
    }
}

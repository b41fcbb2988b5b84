package io.tributary.api;

import com.mongodb.client.model.Filters;
import io.tributary.definition.FieldType;
import io.tributary.definition.Shape;
import io.tributary.projection.BsonValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Turns the parameters of one resource's requests into a query. Names of fields come from the definition alone, values are parsed to
 * the field's type: nothing that a client sends can become an operator.
 */
final class QueryParser {

    static final int DEFAULT_LIMIT = 50;
    static final int MAX_LIMIT = 500;
    /** The parameters that are no filters. */
    static final List<String> RESERVED = List.of("limit", "after", "meta");

    private final Resource resource;
    private final Map<String, FieldType> fields;

    QueryParser(Resource resource) {
        this.resource = resource;
        this.fields = filterable(resource.shape());
    }

    /**
     * The fields that an equality filter can name, with dots down to the nested ones. Arrays are passed through: the filter then
     * means that some element has the value.
     */
    static Map<String, FieldType> filterable(Shape.Obj shape) {
        Map<String, FieldType> fields = new LinkedHashMap<>();
        collect("", shape, fields);
        RESERVED.forEach(fields::remove);
        return fields;
    }

    private static void collect(String path, Shape shape, Map<String, FieldType> into) {
        if (shape instanceof Shape.Obj obj) {
            obj.fields().forEach((name, field) -> collect(path.isEmpty() ? name : path + "." + name, field, into));
        } else if (shape instanceof Shape.Arr array) {
            collect(path, array.element(), into);
        } else if (shape instanceof Shape.Leaf leaf && leaf.type().canBeKey()) {
            into.put(path, leaf.type());
        }
    }

    /** @throws Problem.Refusal if there is any parameter but {@code meta} */
    boolean one(Query query) {
        for (String name : query.parameters().keySet()) {
            if (!name.equals("meta")) {
                throw Problem.unknownParameter(
                        "a single document takes no parameter '" + name + "'", name, List.of("meta"));
            }
        }
        return meta(query);
    }

    /** @throws Problem.Refusal if a parameter is unknown or its value is not of its type */
    ListQuery list(Query query) {
        List<Bson> filters = new ArrayList<>();
        List<String> unindexed = new ArrayList<>();
        query.parameters().forEach((name, value) -> {
            if (!RESERVED.contains(name)) {
                boolean isId = resource.isId(name);
                filters.add(Filters.eq(isId ? "_id" : name, value(name, value)));
                if (!isId) {
                    unindexed.add(name);
                }
            }
        });
        String after = query.get("after");
        return new ListQuery(
                filters,
                unindexed,
                limit(query.get("limit")),
                after == null ? null : Cursor.parse(resource, after),
                meta(query));
    }

    private @Nullable Object value(String name, String text) {
        FieldType type = fields.get(name);
        if (type == null) {
            String detail = resource.kind() + " " + resource.name() + " has no field '" + name + "' to filter by";
            List<String> known = new ArrayList<>(fields.keySet());
            known.addAll(RESERVED);
            throw Problem.unknownParameter(detail, name, known);
        }
        try {
            return BsonValues.toBson(QueryValue.parse(type, text));
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest(name + ": " + e.getMessage());
        }
    }

    private static int limit(@Nullable String text) {
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MAX_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw Problem.badRequest("limit: '" + text + "' is no number from 1 to " + MAX_LIMIT);
    }

    private static boolean meta(Query query) {
        String text = query.get("meta");
        if (text == null || text.equals("false")) {
            return false;
        }
        if (text.equals("true")) {
            return true;
        }
        throw Problem.badRequest("meta: '" + text + "' is no boolean: true or false");
    }
}

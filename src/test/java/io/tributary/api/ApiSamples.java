package io.tributary.api;

import io.tributary.definition.Condition;
import io.tributary.definition.Definitions;
import io.tributary.definition.FieldDefinition;
import io.tributary.definition.FieldType;
import io.tributary.definition.Join;
import io.tributary.definition.Mapping;
import io.tributary.definition.Place;
import io.tributary.definition.ProjectionDefinition;
import io.tributary.definition.ViewDefinition;
import io.tributary.projection.BsonValues;
import io.tributary.projection.Meta;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.types.ObjectId;

/** The definitions that the tests of the read API serve, and documents as the updater and the builder write them. */
final class ApiSamples {

    private static final Place PLACE = new Place("transformers/test.yaml", 1, "");

    private ApiSamples() {}

    static Definitions definitions() {
        List<ProjectionDefinition> projections = List.of(
                projection(
                        "customers",
                        "customerId",
                        "customerId long, name string, segment string, nationId integer, balance decimal, since date,"
                                + " updatedAt timestamp, active boolean, score double, extra object, tags array"),
                projection("orders", "orderId", "orderId long, customerId long, total decimal"),
                projection("items", "orderId line", "orderId long, line integer, price decimal"),
                projection("words", "word", "word string, length integer"),
                projection("pairs", "left right", "left string, right string"),
                projection("days", "day", "day date, amount decimal"),
                projection("rates", "rate", "rate decimal"),
                projection("ticks", "at", "at timestamp, n long"));
        Map<String, ProjectionDefinition> byName = new LinkedHashMap<>();
        projections.forEach(it -> byName.put(it.name(), it));
        return new Definitions(byName, Map.of("customer_360", view()));
    }

    private static ProjectionDefinition projection(String name, String key, String fields) {
        List<FieldDefinition> parsed = new ArrayList<>();
        for (String field : fields.split(", ?")) {
            String[] parts = field.split(" ");
            FieldType type = FieldType.valueOf(parts[1].toUpperCase(java.util.Locale.ROOT));
            parsed.add(FieldDefinition.plain(parts[0], parts[0], type, false, PLACE));
        }
        return new ProjectionDefinition(
                name,
                "test." + name,
                List.of(key.split(" ")),
                null,
                ProjectionDefinition.WriteMode.REPLACE,
                null,
                parsed,
                List.of(),
                PLACE);
    }

    private static ViewDefinition view() {
        List<Join> joins = List.of(new Join(
                "orders",
                Join.Cardinality.MANY,
                "orders",
                "customers",
                List.of(new Join.On("customerId", "customerId")),
                Condition.ALWAYS,
                List.of(),
                Join.ALL,
                false,
                PLACE));
        Map<String, Mapping> contact = new LinkedHashMap<>();
        contact.put("name", new Mapping.Field("customers", "name"));
        contact.put("since", new Mapping.Field("customers", "since"));
        Map<String, Mapping> order = new LinkedHashMap<>();
        order.put("orderId", new Mapping.Field("orders", "orderId"));
        order.put("total", new Mapping.Field("orders", "total"));
        Map<String, Mapping> fields = new LinkedHashMap<>();
        fields.put("customerId", new Mapping.Field("customers", "customerId"));
        fields.put("contact", new Mapping.Fields(contact));
        fields.put("orders", new Mapping.Each("orders", new Mapping.Fields(order)));
        fields.put("spent", new Mapping.Aggregate(Mapping.Aggregate.Kind.SUM, "orders", "total"));
        fields.put("count", new Mapping.Aggregate(Mapping.Aggregate.Kind.COUNT, "orders", null));
        fields.put("kind", new Mapping.Constant("customer"));
        return new ViewDefinition(
                "customer_360",
                "customers",
                List.of("customerId"),
                Condition.ALWAYS,
                joins,
                new Mapping.Fields(fields),
                Condition.ALWAYS,
                List.of(),
                PLACE);
    }

    /** A document with these fields, given as name, value, name, value. */
    static Document document(Object id, Object... fields) {
        Document document = new Document("_id", BsonValues.toBson(id));
        for (int i = 0; i < fields.length; i += 2) {
            document.append((String) fields[i], BsonValues.toBson(fields[i + 1]));
        }
        return document.append(Meta.META, meta());
    }

    static Document meta() {
        return new Document(Meta.REVISION, new ObjectId("65f000000000000000000001"))
                .append(Meta.VERSION, List.of(7L, 1_700_000_000_000_000L))
                .append(Meta.REFERENCES, new Document("nationId", List.of(3, 4)))
                .append(Meta.PAST, List.of(new Document("field", "nationId").append("value", 4)))
                .append(Meta.SOURCE, "crm-customers")
                .append(Meta.WRITTEN_AT, Date.from(Instant.parse("2026-01-31T10:00:00Z")));
    }

    /** What a delete leaves. */
    static Document tombstone(Object id) {
        Document meta = meta().append(Meta.DELETED_AT, Date.from(Instant.parse("2026-02-01T00:00:00Z")));
        return new Document("_id", id).append(Meta.META, meta);
    }

    static Document customer(long id) {
        return document(
                id,
                "customerId",
                id,
                "name",
                "Customer " + id,
                "segment",
                id % 2 == 0 ? "BUILDING" : "MACHINERY",
                "nationId",
                (int) (id % 5),
                "balance",
                new BigDecimal("1234567890123456789012.50"),
                "since",
                LocalDate.parse("2020-02-29"),
                "updatedAt",
                Instant.parse("2026-01-31T09:00:00.120Z"),
                "active",
                true,
                "score",
                0.5,
                "extra",
                new Document("a", List.of(1, "x")).append("at", new Date(0)),
                "tags",
                List.of("p", 2L));
    }
}

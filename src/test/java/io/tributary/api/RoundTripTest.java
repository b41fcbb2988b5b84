package io.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tributary.cast.CastBatch;
import io.tributary.cast.CastRecord;
import io.tributary.cast.Caster;
import io.tributary.definition.DefinitionFile;
import io.tributary.definition.DefinitionReader;
import io.tributary.definition.Definitions;
import io.tributary.definition.FieldDefinition;
import io.tributary.definition.FieldType;
import io.tributary.definition.GeoPoint;
import io.tributary.definition.ProjectionDefinition;
import io.tributary.projection.BsonValues;
import io.tributary.record.RecordBatch;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A value that is cast, stored and read is the same value, for every type: by the driver, and through the read API and its filters. */
class RoundTripTest {

    private static final int RECORDS = 1_000;
    private static final int FILTERED = 40;
    private static final long SEED = 20_261_123;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final Definitions definitions = definitions();
    private final ProjectionDefinition projection = definitions.projection("values");

    @Test
    void a_value_is_the_same_after_the_embedded_database_and_the_api() throws Exception {
        roundTrip(null);
    }

    @Test
    void a_value_is_the_same_after_a_real_database_and_the_api() throws Exception {
        String address = System.getenv("MONGODB_URI");
        assumeTrue(address != null, "MONGODB_URI is not set");
        roundTrip(address);
    }

    private void roundTrip(@Nullable String address) throws Exception {
        List<List<Object>> values = values();
        List<CastRecord> records = cast(values);
        try (ApiServer server = new ApiServer(definitions, address)) {
            try {
                server.collection("values").drop();
                server.collection("values")
                        .insertMany(records.stream().map(this::document).toList());
                readByDriver(server, values);
                readByApi(server, values);
                findByFilters(server, values);
            } finally {
                if (address != null) {
                    server.database().drop();
                }
            }
        }
    }

    private List<List<Object>> values() {
        RandomValues random = new RandomValues(SEED);
        List<List<Object>> values = new ArrayList<>();
        for (int record = 0; record < RECORDS; record++) {
            List<Object> row = new ArrayList<>();
            row.add((long) record);
            for (FieldDefinition field :
                    projection.fields().subList(1, projection.fields().size())) {
                FieldType elements = field.notation().elements();
                row.add(elements == null ? random.of(field.type()) : List.of(random.of(elements), random.of(elements)));
            }
            values.add(row);
        }
        return values;
    }

    private List<CastRecord> cast(List<List<Object>> values) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        values.forEach(row -> rows.add(texts(row)));
        RecordBatch batch = new RecordBatch(
                "t",
                "test",
                "test",
                Instant.EPOCH,
                0,
                projection.fields().stream().map(FieldDefinition::name).toList(),
                rows,
                new BitSet(),
                null,
                Map.of());
        CastBatch cast = new Caster(projection, Map.of()).cast(batch);
        assertThat(cast.rejected()).isEmpty();
        for (int i = 0; i < values.size(); i++) {
            assertSame("cast", values.get(i), List.of(cast.records().get(i).values()));
        }
        return cast.records();
    }

    /** As a source writes them: the canonical text, or JSON. */
    private Object[] texts(List<Object> row) {
        Object[] texts = new Object[row.size()];
        for (int i = 0; i < texts.length; i++) {
            FieldDefinition field = projection.fields().get(i);
            FieldType elements = field.notation().elements();
            Object value = row.get(i);
            texts[i] = elements != null
                    ? ((List<?>) value).stream().map(elements::format).toList()
                    : value instanceof Map<?, ?> || value instanceof List<?>
                            ? value
                            : field.type().format(value);
        }
        return texts;
    }

    private Document document(CastRecord record) {
        Document document = new Document("_id", BsonValues.id(projection, record.key()));
        for (int i = 0; i < record.values().length; i++) {
            document.append(projection.fields().get(i).name(), BsonValues.toBson(record.values()[i]));
        }
        return document;
    }

    private void readByDriver(ApiServer server, List<List<Object>> values) {
        int read = 0;
        for (Document document : server.collection("values").find().sort(new Document("_id", 1))) {
            List<Object> row = new ArrayList<>();
            for (FieldDefinition field : projection.fields()) {
                row.add(java.util.Objects.requireNonNull(ofBson(field, document.get(field.name()))));
            }
            assertSame("stored", values.get(read++), row);
        }
        assertThat(read).isEqualTo(RECORDS);
    }

    private static @Nullable Object ofBson(FieldDefinition field, @Nullable Object stored) {
        FieldType elements = field.notation().elements();
        if (elements != null && stored instanceof List<?> list) {
            return list.stream()
                    .map(each -> BsonValues.fromBson(elements, each))
                    .toList();
        }
        return field.type() == FieldType.OBJECT || field.type() == FieldType.ARRAY
                ? plain(stored)
                : BsonValues.fromBson(field.type(), stored);
    }

    private static @Nullable Object plain(@Nullable Object stored) {
        if (stored instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> plain = new LinkedHashMap<>();
            map.forEach((name, value) -> plain.put(String.valueOf(name), plain(value)));
            return plain;
        }
        if (stored instanceof List<?> list) {
            List<@Nullable Object> plain = new ArrayList<>();
            list.forEach(value -> plain.add(plain(value)));
            return plain;
        }
        return stored instanceof org.bson.types.Decimal128 decimal ? decimal.bigDecimalValue() : stored;
    }

    private void readByApi(ApiServer server, List<List<Object>> values) throws Exception {
        int read = 0;
        String next = "";
        do {
            JsonNode page = JSON.readTree(
                    server.get("/projections/values?limit=200" + next).body());
            for (JsonNode document : page.get("items")) {
                List<Object> row = new ArrayList<>();
                for (FieldDefinition field : projection.fields()) {
                    row.add(ofJson(field, document.get(field.name())));
                }
                assertSame("of the API", values.get(read++), row);
            }
            next = page.has("next") ? "&after=" + encoded(page.get("next").asText()) : "";
        } while (!next.isEmpty());
        assertThat(read).isEqualTo(RECORDS);
    }

    private static Object ofJson(FieldDefinition field, JsonNode json) throws Exception {
        FieldType elements = field.notation().elements();
        if (elements != null) {
            List<Object> list = new ArrayList<>();
            for (JsonNode element : json) {
                list.add(elements.parse(element.asText()));
            }
            return list;
        }
        return switch (field.type()) {
            case OBJECT, ARRAY -> JSON.treeToValue(json, Object.class);
            case POINT ->
                new GeoPoint(
                        json.get("coordinates").get(1).doubleValue(),
                        json.get("coordinates").get(0).doubleValue());
            case DECIMAL -> json.decimalValue();
            case DOUBLE -> json.doubleValue();
            default -> field.type().parse(json.asText());
        };
    }

    private void findByFilters(ApiServer server, List<List<Object>> values) throws Exception {
        for (int record = 0; record < FILTERED; record++) {
            StringBuilder filter = new StringBuilder("id=" + record);
            for (int i = 1; i < projection.fields().size(); i++) {
                FieldDefinition field = projection.fields().get(i);
                FieldType elements = field.notation().elements();
                Object value = elements == null
                        ? values.get(record).get(i)
                        : ((List<?>) values.get(record).get(i)).get(1);
                FieldType type = elements == null ? field.type() : elements;
                if (type.canBeKey()) {
                    filter.append('&').append(field.name()).append('=').append(encoded(type.format(value)));
                }
            }
            Reply reply = server.get("/projections/values?" + filter);
            assertThat(reply.status()).as("%s: %s", filter, reply.body()).isEqualTo(200);
            assertThat(JSON.readTree(reply.body()).get("items"))
                    .as("%s", filter)
                    .hasSize(1);
        }
    }

    private void assertSame(String how, List<Object> expected, List<Object> actual) {
        for (int i = 0; i < expected.size(); i++) {
            Object before = comparable(expected.get(i));
            Object after = comparable(actual.get(i));
            if (!before.equals(after)) {
                assertThat(after)
                        .as("%s, %s of record %s", projection.fields().get(i).name(), how, expected.get(0))
                        .isEqualTo(before);
            }
        }
    }

    /** 1.50 is 1.5, also within objects; JSON has one kind of numbers, and few of its readers know -0. */
    private static Object comparable(Object value) {
        if (value instanceof Double number) {
            return number + 0.0;
        }
        if (value instanceof Number && !(value instanceof Double)) {
            return FieldType.normalized(new BigDecimal(value.toString()));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(RoundTripTest::comparable).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> comparable = new LinkedHashMap<>();
            map.forEach((name, each) -> comparable.put(name, comparable(each)));
            return comparable;
        }
        return value;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Definitions definitions() {
        StringBuilder text = new StringBuilder("projection: values\ntopic: t\nkey: id\nfields:\n  id: long\n");
        for (FieldType type : FieldType.values()) {
            text.append("  ")
                    .append(type.yamlName())
                    .append("Field: { type: ")
                    .append(type.yamlName())
                    .append(" }\n");
        }
        for (FieldType type :
                List.of(FieldType.DATE, FieldType.TIMESTAMP, FieldType.DECIMAL, FieldType.TIME, FieldType.OBJECT_ID)) {
            text.append("  ")
                    .append(type.yamlName())
                    .append("s: { type: array, elements: ")
                    .append(type.yamlName())
                    .append(" }\n");
        }
        try {
            return new DefinitionReader(Set.of())
                    .read(List.of(new DefinitionFile("values.yaml", text.toString())), List.of());
        } catch (io.tributary.definition.DefinitionException e) {
            throw new IllegalStateException(e);
        }
    }
}

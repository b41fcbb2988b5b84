package io.tributary.cast;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tributary.definition.FieldType;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The examples of casts: tests, and the tables of the reference page. A section for each type, step and feature; in it the options of
 * a field, and below these the values that it is given, as JSON, with what each becomes behind an arrow.
 */
final class CastExamples {

    static final Path FILE = Path.of("src/test/resources/casts/examples.txt");

    private static final String ARROW = " -> ";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .build();

    /** The key of the step hmac. */
    private static final Map<String, CastFunction> OWN =
            Map.of(Hmac.NAME, new Hmac(property -> property.equals("pii.key") ? "not a secret" : null, true));

    private CastExamples() {}

    /**
     * One example.
     *
     * @param field the options of the field
     * @param given JSON; of a field that is computed an object with its columns
     * @param becomes JSON, the canonical text of other values, {@code no value}, or {@code rejected: } with the reason
     */
    record Row(String section, String field, String given, String becomes) {

        /** What it becomes in truth. */
        String actual() throws IOException {
            Object value = JSON.readValue(given, Object.class);
            boolean computed = field.contains("expression:") || field.contains("template:");
            Map<String, @Nullable Object> columns = new LinkedHashMap<>(Map.of("id", 1L));
            if (computed && value instanceof Map<?, ?> map) {
                map.forEach((name, each) -> columns.put(String.valueOf(name), each));
            } else {
                columns.put("f", value);
            }
            String type = field.contains("type:") ? "" : "type: string, ";
            Caster caster = Casting.caster("key: id\nfields: { id: long, f: { " + type + field + " } }\n", OWN);
            CastBatch result = caster.cast(Casting.batch(
                    List.copyOf(columns.keySet()), columns.values().toArray()));
            return result.rejected().isEmpty()
                    ? shown(caster, result.records().get(0).values()[1])
                    : "rejected: " + result.rejected().get(0).reason().replaceFirst("^f: ", "");
        }
    }

    /** The examples by section, in the order of the file. */
    static Map<String, List<Row>> read() throws IOException {
        Map<String, List<Row>> sections = new LinkedHashMap<>();
        String section = "";
        String field = "";
        for (String line : Files.readAllLines(FILE)) {
            if (line.startsWith("# ")) {
                section = line.substring(2);
                sections.put(section, new ArrayList<>());
            } else if (line.startsWith("  ")) {
                String[] parts = line.strip().split(ARROW, 2);
                sections.get(section).add(new Row(section, field, parts[0], parts.length == 1 ? "?" : parts[1]));
            } else if (!line.isBlank()) {
                field = line;
            }
        }
        return sections;
    }

    private static String shown(Caster caster, @Nullable Object value) throws IOException {
        FieldType type = caster.definition().field("f").type();
        if (value == null) {
            return "no value";
        }
        if (value instanceof List<?> || value instanceof Map<?, ?>) {
            return JSON.writeValueAsString(plain(value));
        }
        return value instanceof String ? JSON.writeValueAsString(value) : type.format(value);
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof List<?> list) {
            List<@Nullable Object> plain = new ArrayList<>();
            list.forEach(each -> plain.add(plain(each)));
            return plain;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> plain = new TreeMap<>();
            map.forEach((name, each) -> plain.put(String.valueOf(name), plain(each)));
            return plain;
        }
        boolean json = value == null || value instanceof Number || value instanceof Boolean;
        return json ? value instanceof BigDecimal number ? number : value : value.toString();
    }
}

package io.tributary.projection;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tributary.record.XmlLegalEscapes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/**
 * The values of a rejected record in its document: JSON text, since a source's names and values may be what BSON does not take.
 * What is long, and could itself be more than a document holds, is compressed, with its beginning as text for people.
 */
final class RejectedValues {

    private static final String TEXT = "values";
    private static final String COMPRESSED = "valuesGzip";
    private static final int LONGEST_TEXT = 100_000;
    private static final int SHOWN = 4_096;

    /** Above what a message may have: what was read once can be read again. */
    private static final int NO_LIMIT = Integer.MAX_VALUE;

    /** Halves of surrogate pairs travel as escapes, here as in SQS. */
    private static final ObjectMapper JSON = mapper(new JsonFactoryBuilder()
            .characterEscapes(new XmlLegalEscapes())
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(NO_LIMIT)
                    .maxNumberLength(NO_LIMIT)
                    .maxNameLength(NO_LIMIT)
                    .build())
            .build());

    private RejectedValues() {}

    static void write(Document document, Map<String, @Nullable Object> values) throws JsonProcessingException {
        String text = JSON.writeValueAsString(values);
        if (text.length() <= LONGEST_TEXT) {
            document.append(TEXT, text);
        } else {
            document.append(TEXT, text.substring(0, SHOWN) + "… (" + text.length() + " characters)")
                    .append(COMPRESSED, new Binary(gzip(text.getBytes(StandardCharsets.UTF_8))));
        }
    }

    /** The values as they came: String, Boolean, Long, BigDecimal, Map, List and null. */
    static Map<String, @Nullable Object> read(Document document) {
        try {
            Map<String, @Nullable Object> values = JSON.readValue(text(document), new TypeReference<>() {});
            values.replaceAll((name, value) -> asRecord(value));
            return values;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("rejected record " + document.get("_id") + ": its values are no JSON", e);
        }
    }

    /** The values as JSON text. */
    static String text(Document document) {
        return document.get(COMPRESSED) instanceof Binary compressed
                ? gunzip(compressed.getData())
                : document.getString(TEXT);
    }

    private static @Nullable Object asRecord(@Nullable Object value) {
        if (value instanceof BigInteger whole) {
            return new BigDecimal(whole);
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> record = new LinkedHashMap<>();
            map.forEach((name, member) -> record.put(String.valueOf(name), asRecord(member)));
            return record;
        }
        return value instanceof List<?> list
                ? list.stream().map(RejectedValues::asRecord).collect(java.util.stream.Collectors.toList())
                : value;
    }

    private static ObjectMapper mapper(JsonFactory factory) {
        return JsonMapper.builder(factory)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(DeserializationFeature.USE_LONG_FOR_INTS)
                .build();
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zipped.toByteArray();
    }

    private static String gunzip(byte[] zipped) {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
            return new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

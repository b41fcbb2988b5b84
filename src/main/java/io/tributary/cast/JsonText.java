package io.tributary.cast;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

/** JSON in values. */
final class JsonText {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private static final ObjectReader READER = MAPPER.readerFor(Object.class);
    private static final ObjectWriter WRITER = MAPPER.writer();

    private JsonText() {}

    /**
     * What the text holds.
     *
     * @throws CastFailure with the reason if it is no JSON
     */
    static @Nullable Object parse(String text, String reason) {
        try {
            return READER.readValue(text);
        } catch (JsonProcessingException | NumberFormatException e) {
            // The latter comes from exponents beyond int, 1e99999999999: the parser lets it through.
            throw CastFailure.of(text, reason);
        }
    }

    /** The JSON of a value that came in a message. */
    static String of(Object value) {
        try {
            return WRITER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw CastFailure.of(value, "has no JSON");
        }
    }
}

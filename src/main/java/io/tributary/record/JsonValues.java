package io.tributary.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of a record in JSON: String, Boolean, Long, BigDecimal, Map, List and null, and nothing else. Refuses what would cost
 * more to process than to send.
 */
final class JsonValues {

    static final int MAX_DEPTH = 100;
    static final int MAX_DIGITS = 1_000;

    /** Values, names and brackets of one message: each costs far more memory than the two bytes that it takes to send. */
    static final int MAX_TOKENS = 3_000_000;

    /** Columns of a record batch, and members of one object. */
    static final int MAX_NAMES = 10_000;

    /** Longer than a name is: it bounds what a name in a message can cost. Characters. */
    static final int MAX_NAME = 10_000;

    private static final int LONGEST_SHOWN = 80;

    private final JsonFactory factory;

    JsonValues(int maxTextLength) {
        factory = new JsonFactoryBuilder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxNumberLength(MAX_DIGITS + 16)
                        .maxStringLength(maxTextLength)
                        .maxNameLength(Math.min(MAX_NAME, maxTextLength))
                        .maxTokenCount(MAX_TOKENS)
                        .build())
                .streamWriteConstraints(StreamWriteConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .build())
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .characterEscapes(new XmlLegalEscapes())
                .build();
    }

    JsonParser parser(String text) throws IOException {
        return factory.createParser(new StringReader(text));
    }

    JsonParser parser(InputStream text) throws IOException {
        return factory.createParser(text);
    }

    JsonGenerator generator(OutputStream out) throws IOException {
        return factory.createGenerator(out);
    }

    /** What is wrong and where, without the text itself. */
    static String reason(JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        String where = at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
        return e.getOriginalMessage() + where;
    }

    /** Which limit a text is beyond. */
    static String limit(StreamConstraintsException e) {
        return reason(e).replaceAll(", from `[^`]*`", "");
    }

    /** A name from a message as it can stand in a reason. */
    static String shown(String name) {
        return name.length() <= LONGEST_SHOWN ? name : name.substring(0, LONGEST_SHOWN) + "...";
    }

    /** Reads the members of an object from the first name on, which is the current token, to its end. */
    Map<String, @Nullable Object> members(JsonParser parser) throws IOException, MessageFormatException {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        while (parser.currentToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            Object value = read(parser);
            if (members.containsKey(name)) {
                throw new MessageFormatException("the member '" + shown(name) + "' comes twice; once would be right");
            }
            if (members.size() == MAX_NAMES) {
                throw new MessageFormatException(
                        "an object has more than " + MAX_NAMES + " members; a list would be right for so many");
            }
            members.put(name, value);
            parser.nextToken();
        }
        return members;
    }

    /** Reads the value that begins with the current token. */
    @Nullable
    Object read(JsonParser parser) throws IOException, MessageFormatException {
        return switch (parser.currentToken()) {
            case VALUE_NULL -> null;
            case VALUE_STRING -> parser.getText();
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_NUMBER_INT -> integer(parser);
            case VALUE_NUMBER_FLOAT -> decimal(parser.getText());
            case START_ARRAY -> list(parser);
            case START_OBJECT -> {
                parser.nextToken();
                yield members(parser);
            }
            default ->
                throw new MessageFormatException(
                        "found " + parser.currentToken().asString() + " where a value would be right");
        };
    }

    private List<@Nullable Object> list(JsonParser parser) throws IOException, MessageFormatException {
        List<@Nullable Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(read(parser));
        }
        return list;
    }

    private static Object integer(JsonParser parser) throws IOException, MessageFormatException {
        return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                ? decimal(parser.getText())
                : (Object) parser.getLongValue();
    }

    private static BigDecimal decimal(String text) throws MessageFormatException {
        BigDecimal number;
        try {
            number = new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw tooManyDigits();
        }
        if (!fits(number)) {
            throw tooManyDigits();
        }
        return number;
    }

    private static MessageFormatException tooManyDigits() {
        return new MessageFormatException(
                "a number has more than " + MAX_DIGITS + " digits when written out; a text would be right");
    }

    /** An exponent can hide any number of digits: 1E999999999 has ten characters. */
    private static boolean fits(BigDecimal number) {
        long integerDigits = (long) number.precision() - number.scale();
        return number.precision() <= MAX_DIGITS && integerDigits <= MAX_DIGITS && number.scale() <= MAX_DIGITS;
    }

    void requireEnd(JsonParser parser) throws IOException, MessageFormatException {
        // Reads on to the very end, which is also what makes gzip compare its checksum.
        if (parser.nextToken() != null) {
            throw new MessageFormatException(
                    "something follows the JSON object; one object in a message would be right");
        }
    }

    /** The value as JSON text, for people. */
    String text(@Nullable Object value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = factory.createGenerator((Writer) text)) {
            write(out, value);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + e.getMessage(), e);
        }
        return text.toString();
    }

    /**
     * Writes one value.
     *
     * @throws IllegalArgumentException if it is of another type
     */
    void write(JsonGenerator out, @Nullable Object value) throws IOException {
        if (value == null) {
            out.writeNull();
        } else if (value instanceof String text) {
            out.writeString(text);
        } else if (value instanceof Long number) {
            out.writeNumber(number);
        } else if (value instanceof BigDecimal number) {
            writeDecimal(out, number);
        } else if (value instanceof Boolean truth) {
            out.writeBoolean(truth);
        } else if (value instanceof Map<?, ?> map) {
            writeMap(out, map);
        } else if (value instanceof List<?> list) {
            writeList(out, list);
        } else {
            throw new IllegalArgumentException("a value of " + value.getClass().getName()
                    + " cannot travel; String, Boolean, Long, BigDecimal, Map, List or null would be right");
        }
    }

    private static void writeDecimal(JsonGenerator out, BigDecimal number) throws IOException {
        if (fits(number)) {
            out.writeNumber(number);
        } else {
            // No reader would take it as a number. As a text it reaches the caster, which says what is wrong with the
            // record.
            out.writeString(number.toString());
        }
    }

    private void writeMap(JsonGenerator out, Map<?, ?> map) throws IOException {
        out.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.writeFieldName(String.valueOf(entry.getKey()));
            write(out, entry.getValue());
        }
        out.writeEndObject();
    }

    private void writeList(JsonGenerator out, List<?> list) throws IOException {
        out.writeStartArray();
        for (Object value : list) {
            write(out, value);
        }
        out.writeEndArray();
    }
}

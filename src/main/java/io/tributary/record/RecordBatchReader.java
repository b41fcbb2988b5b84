package io.tributary.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads our own form of a record batch, whatever the order of its members. */
final class RecordBatchReader {

    /** The member that tells a record batch from any other object; its value is the form's number. */
    static final String MARK = "tributary";

    static final long FORM = 1;

    private final JsonValues json;

    RecordBatchReader(JsonValues json) {
        this.json = json;
    }

    /** Reads from the first member's name, which is the current token, to the end of the text. */
    RecordBatch read(JsonParser parser, String topic) throws IOException, MessageFormatException {
        Text text = new Text(parser);
        Set<String> seen = new HashSet<>();
        while (parser.currentToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (!seen.add(name)) {
                throw new MessageFormatException("the record batch has '" + name + "' twice; once would be right");
            }
            parser.nextToken();
            text.take(name);
            parser.nextToken();
        }
        json.requireEnd(parser);
        return text.parts.batch(topic);
    }

    /** One text being read. */
    private final class Text {
        private final JsonParser parser;
        private final RecordBatchParts parts = new RecordBatchParts(json);

        Text(JsonParser parser) {
            this.parser = parser;
        }

        void take(String name) throws IOException, MessageFormatException {
            switch (name) {
                case MARK -> requireForm();
                case "topic" -> parts.topic = text(name);
                case "source" -> parts.source = text(name);
                case "place" -> parts.place = text(name);
                case "readAt" -> parts.readAt = number(name);
                case "sequence" -> parts.sequence = number(name);
                case "columns" -> parts.columns = columns();
                case "rows" -> parts.rows = rows();
                case "deletes" -> parts.deletes = numbers(name);
                case "lines" -> parts.lines = numbers(name);
                case "unreadable" -> readUnreadable();
                case "replay" -> parts.replay = replay();
                default -> skip(name);
            }
        }

        private void requireForm() throws IOException, MessageFormatException {
            long form = number(MARK);
            if (form != FORM) {
                throw new MessageFormatException(
                        "the record batch is of form " + form + "; this version reads form " + FORM);
            }
        }

        private void skip(String name) throws IOException, MessageFormatException {
            if (!name.startsWith("x-")) {
                throw new MessageFormatException("the record batch has a member '" + name
                        + "' that is not known; names of one's own would begin with x-");
            }
            parser.skipChildren();
        }

        private String text(String name) throws IOException, MessageFormatException {
            require(JsonToken.VALUE_STRING, name, "a text");
            return parser.getText();
        }

        private long number(String name) throws IOException, MessageFormatException {
            require(JsonToken.VALUE_NUMBER_INT, name, "a whole number");
            if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
                throw new MessageFormatException("'" + name + "' of the record batch is beyond 64 bits");
            }
            return parser.getLongValue();
        }

        private void require(JsonToken token, String name, String right) throws MessageFormatException {
            if (parser.currentToken() != token) {
                throw new MessageFormatException("'" + name + "' of the record batch would have to be " + right);
            }
        }

        private List<String> columns() throws IOException, MessageFormatException {
            require(JsonToken.START_ARRAY, "columns", "a list of names");
            Set<String> names = new LinkedHashSet<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (!names.add(text("columns"))) {
                    throw new MessageFormatException(
                            "the record batch has the column '" + parser.getText() + "' twice");
                }
            }
            return List.copyOf(names);
        }

        private List<@Nullable Object[]> rows() throws IOException, MessageFormatException {
            require(JsonToken.START_ARRAY, "rows", "a list of rows");
            List<@Nullable Object[]> read = new ArrayList<>();
            int width = parts.columns == null ? 8 : parts.columns.size();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                require(JsonToken.START_ARRAY, "rows", "a list of lists of values");
                read.add(row(width));
            }
            return read;
        }

        private @Nullable Object[] row(int expected) throws IOException, MessageFormatException {
            List<@Nullable Object> values = new ArrayList<>(expected);
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                values.add(json.read(parser));
            }
            return values.toArray();
        }

        private int[] numbers(String name) throws IOException, MessageFormatException {
            require(JsonToken.START_ARRAY, name, "a list of whole numbers");
            List<Integer> numbers = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                long number = number(name);
                if (number != (int) number) {
                    throw new MessageFormatException(
                            "'" + name + "' of the record batch holds " + number + ", which is beyond 32 bits");
                }
                numbers.add((int) number);
            }
            return numbers.stream().mapToInt(Integer::intValue).toArray();
        }

        private Replay replay() throws IOException, MessageFormatException {
            require(JsonToken.START_OBJECT, "replay", "an object");
            parser.nextToken();
            Map<String, @Nullable Object> members = json.members(parser);
            if (members.get("projection") instanceof String projection
                    && members.get("origin") instanceof String origin
                    && members.get("attempt") instanceof Long attempt
                    && attempt >= 1
                    && attempt == attempt.intValue()) {
                Instant until = members.get("until") instanceof Long millis ? Instant.ofEpochMilli(millis) : null;
                return new Replay(projection, origin, attempt.intValue(), until);
            }
            throw new MessageFormatException("'replay' of the record batch is " + json.text(members)
                    + "; a projection, an origin and an attempt of 1 or more would be right");
        }

        private void readUnreadable() throws IOException, MessageFormatException {
            require(JsonToken.START_OBJECT, "unreadable", "an object of row numbers and reasons");
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String row = parser.currentName();
                parser.nextToken();
                try {
                    parts.unreadable.put(Integer.valueOf(row), text("unreadable"));
                } catch (NumberFormatException e) {
                    throw new MessageFormatException(
                            "'unreadable' of the record batch names a row '" + row + "'; its number would be right", e);
                }
            }
        }
    }
}

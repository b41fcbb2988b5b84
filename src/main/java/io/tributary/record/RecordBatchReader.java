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

    /** Ten times what our agents put into one message: a row costs memory even if it is empty. */
    static final int MAX_ROWS = 100_000;

    /** The source is part of keys, which not every server takes at any length. Characters. */
    private static final int MAX_SOURCE = 250;

    private static final int MAX_PLACE = 4_096;

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
                throw new MessageFormatException(
                        "the record batch has '" + JsonValues.shown(name) + "' twice; once would be right");
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
                case "source" -> parts.source = stored(name, MAX_SOURCE);
                case "place" -> parts.place = stored(name, MAX_PLACE);
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
                throw new MessageFormatException("the record batch has a member '" + JsonValues.shown(name)
                        + "' that is not known; names of one's own would begin with x-");
            }
            parser.skipChildren();
        }

        private String text(String name) throws IOException, MessageFormatException {
            require(JsonToken.VALUE_STRING, name, "a text");
            return parser.getText();
        }

        /** A text that becomes part of documents, and of their keys. */
        private String stored(String name, int most) throws IOException, MessageFormatException {
            String text = text(name);
            if (text.length() > most || !Surrogates.arePaired(text)) {
                throw new MessageFormatException("'" + name + "' of the record batch is longer than " + most
                        + " characters or holds half of a surrogate pair; a name would be right");
            }
            return text;
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
                            "the record batch has the column '" + JsonValues.shown(parser.getText()) + "' twice");
                }
                requireAtMost(JsonValues.MAX_NAMES, names.size(), "columns");
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
                requireAtMost(MAX_ROWS, read.size(), "rows");
            }
            return read;
        }

        private void requireAtMost(int most, int size, String what) throws MessageFormatException {
            if (size > most) {
                throw new MessageFormatException("the record batch has more than " + most + " " + what
                        + "; several smaller batches would be right");
            }
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
                            "'unreadable' of the record batch names a row '" + JsonValues.shown(row)
                                    + "'; its number would be right",
                            e);
                }
            }
        }
    }
}

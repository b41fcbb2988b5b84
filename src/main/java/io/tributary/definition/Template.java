package io.tributary.definition;

import java.math.BigDecimal;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A text with values in it: <code>${NAME} ${SURNAME}</code>. There is a result only if every value is there: half an address is no
 * address. <code>$${</code> stands for <code>${</code> itself.
 */
public final class Template implements Formula {

    private static final int LONGEST_NUMBER = 400;

    /** A piece of text, or a name. */
    private record Piece(String text, boolean isName) {}

    private final String text;
    private final List<Piece> pieces;
    private final List<String> names;

    private Template(String text, List<Piece> pieces) {
        this.text = text;
        this.pieces = List.copyOf(pieces);
        Set<String> found = new LinkedHashSet<>();
        pieces.stream().filter(Piece::isName).forEach(piece -> found.add(piece.text));
        this.names = List.copyOf(found);
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException if it is none; the message says what would be right
     */
    public static Template compile(String text) {
        List<Piece> pieces = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            if (text.startsWith("$${", at)) {
                literal.append("${");
                at += 3;
            } else if (text.startsWith("${", at)) {
                int end = text.indexOf('}', at);
                String name = end < 0 ? "" : text.substring(at + 2, end).strip();
                if (name.isEmpty()) {
                    throw new IllegalArgumentException("'" + text + "' is no template: a name has the form ${NAME}");
                }
                add(pieces, literal);
                pieces.add(new Piece(name, true));
                at = end + 1;
            } else {
                literal.append(text.charAt(at++));
            }
        }
        add(pieces, literal);
        Template template = new Template(text, pieces);
        if (template.names.isEmpty()) {
            throw new IllegalArgumentException("'" + text + "' is no template: it reads no name, such as ${NAME}");
        }
        return template;
    }

    private static void add(List<Piece> pieces, StringBuilder literal) {
        if (literal.length() > 0) {
            pieces.add(new Piece(literal.toString(), false));
            literal.setLength(0);
        }
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public List<String> names() {
        return names;
    }

    @Override
    public @Nullable Object evaluate(Values values) {
        StringBuilder result = new StringBuilder();
        for (Piece piece : pieces) {
            Object value = piece.isName ? values.get(piece.text) : piece.text;
            if (value == null) {
                return null;
            }
            result.append(textOf(value));
        }
        return result.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Template that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }

    /** Numbers as plain digits, unless there are too many of them: 1E+999999999 is nine characters in a message. */
    static String textOf(Object value) {
        if (value instanceof LocalTime time) {
            return FieldType.TIME.format(time);
        }
        if (!(value instanceof BigDecimal number)) {
            return value.toString();
        }
        boolean plain = Math.abs((long) number.scale()) + number.precision() <= LONGEST_NUMBER;
        return plain ? number.toPlainString() : number.toString();
    }
}

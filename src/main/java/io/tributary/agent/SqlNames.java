package io.tributary.agent;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Names of tables and columns as template parameters give them: they become part of a query, so they hold nothing else. What needs the
 * quotes of its database stands in them: {@code "Order Lines"}, or in backticks.
 */
final class SqlNames {

    /** A plain name, or a quoted one that can neither end its quotes, nor hold a comma, a parameter or a placeholder. */
    private static final String PART =
            "(?:[A-Za-z_][A-Za-z0-9_$#]*|\"[^\"\\p{Cntrl},;:?{}\\\\]+\"|`[^`\\p{Cntrl},;:?{}\\\\]+`)";

    private static final Pattern NAME = Pattern.compile(PART + "(\\." + PART + "){0,2}");

    private SqlNames() {}

    /**
     * One name.
     *
     * @throws IllegalArgumentException if it is none
     */
    static String checked(String parameter, String name) {
        String trimmed = name.trim();
        if (!NAME.matcher(trimmed).matches()) {
            throw new IllegalArgumentException(parameter + ": '" + name
                    + "' is no name: letters, digits, '_', '$' and '#', or others in quotes, with '.' after a schema");
        }
        return trimmed;
    }

    /** The name of a column as drivers give it: without quotes. */
    static String unquoted(String column) {
        boolean quoted = column.charAt(0) == '"' || column.charAt(0) == '`';
        return quoted ? column.substring(1, column.length() - 1) : column;
    }

    /** Names that are separated by commas. */
    static List<String> list(String parameter, String names) {
        return Arrays.stream(names.split(","))
                .map(name -> checked(parameter, name))
                .toList();
    }
}

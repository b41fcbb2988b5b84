package io.tributary.agent;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Names of tables and columns as template parameters give them: they become part of a query, so they hold nothing else. */
final class SqlNames {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_$#]*(\\.[A-Za-z_][A-Za-z0-9_$#]*){0,2}");

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
                    + "' is no name: letters, digits, '_', '$' and '#', with '.' after a schema");
        }
        return trimmed;
    }

    /** Names that are separated by commas. */
    static List<String> list(String parameter, String names) {
        return Arrays.stream(names.split(","))
                .map(name -> checked(parameter, name))
                .toList();
    }
}

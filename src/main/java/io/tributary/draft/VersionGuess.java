package io.tributary.draft;

import io.tributary.definition.FieldType;
import java.util.List;
import java.util.regex.Pattern;

/** Which field says when a row was updated, by its name and type. */
final class VersionGuess {

    private static final Pattern NAME = Pattern.compile(
            "(?i).*(updat|modif|chang|last_?upd|upd_?ts|rowversion|row_?version|lastmod|_mod_|geaendert|maj).*|version|ts");
    private static final Pattern BEGINS = Pattern.compile("(?i).*(creat|insert|birth|born).*");

    private VersionGuess() {}

    static boolean isLikely(DraftField field) {
        return NAME.matcher(field.column()).matches()
                && !BEGINS.matcher(field.column()).matches()
                && FieldType.ofYamlName(field.type()).canBeVersion()
                && !field.type().equals("date");
    }

    /** Files are read in the order in which they come: a version is offered, not taken. */
    static List<String> forFiles(List<DraftField> fields) {
        return fields.stream()
                .filter(VersionGuess::isLikely)
                .limit(1)
                .map(
                        field -> "version: " + field.name()
                                + "   could order the updates of a row, by its name; without a version the order of reading does")
                .toList();
    }
}

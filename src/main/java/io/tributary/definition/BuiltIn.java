package io.tributary.definition;

import static io.tributary.definition.Form.COUNT;
import static io.tributary.definition.Form.FLAG;
import static io.tributary.definition.Form.SCALAR;
import static io.tributary.definition.Form.TEXT;
import static io.tributary.definition.Form.mapOf;
import static io.tributary.definition.Form.oneOrMore;

import io.tributary.definition.Vocabulary.Key;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a cast that are there, with their options. The readers, the caster, the reference page and the schemas all take them
 * from here. The first option is the one that a value without a map stands for: {@code padLeft: 8}.
 */
public enum BuiltIn {
    TRIM("trim", "Cuts the blanks around a text, no-break ones too (which the `trim` of a field leaves)."),
    UPPER("upper", "All letters large."),
    LOWER("lower", "All letters small."),
    CAPITALIZE("capitalize", "The first letter of each word large, the others small."),
    COLLAPSE_BLANKS("collapseBlanks", "One blank for each run of white space, none around the text."),
    PAD_LEFT(
            "padLeft",
            "Fills a text up on the left; a longer one stays as it is.",
            required("to", COUNT, "The length in characters."),
            key("with", TEXT, "The character to fill with. Default: a blank.")),
    PAD_RIGHT(
            "padRight",
            "Fills a text up on the right; a longer one stays as it is.",
            required("to", COUNT, "The length in characters."),
            key("with", TEXT, "The character to fill with. Default: a blank.")),
    UNPAD_LEFT(
            "unpadLeft",
            "Takes a character off the left, but the last one of all: `000` is `0`.",
            required("of", TEXT, "The character.")),
    UNPAD_RIGHT(
            "unpadRight",
            "Takes a character off the right, but the last one of all.",
            required("of", TEXT, "The character.")),
    REPLACE(
            "replace",
            "Replaces what a pattern, or a text, matches, wherever it stands.",
            key("pattern", TEXT, "A regular expression. Either this or `text`."),
            key("text", TEXT, "A text that counts as it is."),
            key("with", TEXT, "What comes in its place; `$1` is the pattern's first group. Default: nothing.")),
    EXTRACT(
            "extract",
            "What the first group of a pattern matches, or the whole pattern if it has no group.",
            required("pattern", TEXT, "A regular expression."),
            key("group", COUNT, "Another group. Default: 1, or 0 without any."),
            key("optional", FLAG, "Whether a text without a match is no value. Default: `false`, it is rejected.")),
    SUBSTRING(
            "substring",
            "The characters from one position to before another, as far as there are any.",
            required("from", COUNT, "The first position; a text begins at 0."),
            key("to", COUNT, "The position after the last. Default: the end.")),
    CODES(
            "codes",
            "What a code means; an unknown one is rejected, unless `otherwise` says what it is.",
            required("table", mapOf(SCALAR), "Codes and their meanings, texts, numbers or booleans."),
            key("otherwise", SCALAR, "The meaning of every other code.")),
    NULL_IF(
            "nullIf",
            "Words that mean that there is no value; upper and lower case count as the same.",
            required("words", oneOrMore(TEXT), "The words.")),
    SPLIT(
            "split",
            "An array of the parts between separators, without blanks around them; empty parts are left out. Steps for texts that "
                    + "follow see each part.",
            required("on", TEXT, "The separator, as it is.")),
    JOIN("join", "The texts of an array as one.", required("with", TEXT, "What comes between them.")),
    JSON("json", "The object, array, number, boolean or text that a JSON text holds."),
    AMOUNT(
            "amount",
            "Takes an amount out of its dress: a sign behind it, parentheses for minus, a currency sign or code, blanks. The "
                    + "separators are left to the type."),
    PERCENT("percent", "A hundredth of the number, with or without `%` behind it; separators are those of the field."),
    SHA256(
            "sha256",
            "The SHA-256 of the text in UTF-8, 64 hexadecimal digits. Of values that can be guessed (a phone number) it hides "
                    + "nothing: use `hmac`."),
    HMAC(
            "hmac",
            "The HMAC-SHA-256 of the text in UTF-8, 64 hexadecimal digits.",
            required(
                    "key",
                    TEXT,
                    "The name of the property that holds the key; the key itself never stands in a definition.")),
    MASK(
            "mask",
            "Hides all characters but the last ones; a text that has no more than these is hidden whole.",
            key("keep", COUNT, "How many stay. Default: 0."),
            key("with", TEXT, "The character that hides. Default: `*`.")),
    IDENTITY("identity", "The value as it is (Fast Data)."),
    CAST_TO_STRING("castToString", "The text; objects and arrays as JSON (Fast Data).", exact("the same")),
    CAST_TO_INTEGER(
            "castToInteger",
            "A whole number (Fast Data).",
            exact(
                    "what JavaScript's parseInt makes of it: the digits at the beginning, `0x10` is 16, an empty text 0, no number no value")),
    CAST_TO_FLOAT(
            "castToFloat",
            "A number (Fast Data).",
            exact(
                    "what JavaScript's parseFloat makes of it: the number at the beginning, an empty text 0, no number no value")),
    CAST_UNIX_TIMESTAMP_TO_ISO_STRING(
            "castUnixTimestampToISOString",
            "The milliseconds since 1970 as `2026-01-31T10:00:00.000Z` (Fast Data).",
            exact("numbers only; a text with digits is no value")),
    CAST_STRING_TO_BOOLEAN(
            "castStringToBoolean",
            "The boolean of `true` or `false` (Fast Data).",
            exact("of these two texts; anything else, a boolean too, is no value")),
    CAST_TO_DATE(
            "castToDate",
            "The point in time of an ISO 8601 text, UTC where it says no zone, or of milliseconds since 1970 (Fast Data).",
            exact("as JavaScript: a time without a zone is in the zone of the server; what is no date is no value")),
    CAST_TO_OBJECT("castToObject", "The object of a JSON text (Fast Data).", exact("what is no JSON is no value")),
    CAST_TO_ARRAY_OF_OBJECT(
            "castToArrayOfObject",
            "The array of objects of a JSON text (Fast Data).",
            exact("what is no JSON is no value"));

    private static final List<String> NAMES =
            Arrays.stream(values()).map(BuiltIn::stepName).toList();

    private final String name;
    private final String meaning;
    private final List<Key> options;

    BuiltIn(String name, String meaning, Key... options) {
        this.name = name;
        this.meaning = meaning;
        this.options = List.of(options);
    }

    /** The name that definitions use. */
    public String stepName() {
        return name;
    }

    /** What it does, in Markdown. */
    public String meaning() {
        return meaning;
    }

    public List<Key> options() {
        return options;
    }

    /** The names of all. */
    public static List<String> names() {
        return NAMES;
    }

    /** The step of that name, or null. */
    public static @Nullable BuiltIn of(String name) {
        int index = NAMES.indexOf(name);
        return index < 0 ? null : values()[index];
    }

    private static Key key(String name, Form form, String meaning) {
        return new Key(name, form, meaning, false);
    }

    private static Key required(String name, Form form, String meaning) {
        return new Key(name, form, meaning, true);
    }

    private static Key exact(String meaning) {
        return key("exact", FLAG, "As Fast Data does it: " + meaning + ". Default: `false`.");
    }
}

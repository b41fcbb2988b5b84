package io.tributary.definition;

import static io.tributary.definition.Form.FLAG;
import static io.tributary.definition.Form.SCALAR;
import static io.tributary.definition.Form.TEXT;
import static io.tributary.definition.Form.either;
import static io.tributary.definition.Form.listOf;
import static io.tributary.definition.Form.mapOf;
import static io.tributary.definition.Form.oneOf;
import static io.tributary.definition.Form.oneOrMore;
import static io.tributary.definition.Form.section;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Every key that definitions may have, with its meaning. The readers take the names from here, the reference page the meanings, the
 * JSON Schemas both: a key that is not here does not exist.
 */
public enum Vocabulary {
    PROJECTION(
            "Projection",
            required(
                    "projection", TEXT, "The name, which is also the file's and, behind the prefix, the collection's."),
            required("topic", TEXT, "The stream of records it is made of; several projections may have the same."),
            required("key", oneOrMore(TEXT), "The field, or the list of fields, that tells documents apart."),
            key(
                    "version",
                    TEXT,
                    "The field that orders the updates of a key: integer, long, date or timestamp. Without it the order of reading "
                            + "decides."),
            key(
                    "write",
                    oneOf(List.of("replace", "merge")),
                    "`replace`: a record is the whole document. `merge`: it brings only the columns it has, each with its own "
                            + "version. Default: `replace`."),
            key("deleteWhen", section("Delete"), "Which records delete their document, whatever their operation says."),
            key(
                    "unknown",
                    oneOf(List.of("drop", "keep", "reject")),
                    "What becomes of columns that no field takes. `drop`: they are left out. `keep`: they are stored as they come, in an "
                            + "object with the name `unknown`. `reject`: their record is rejected. All are counted. Default: `drop`."),
            required(
                    "fields",
                    mapOf(either(oneOf(FieldType.yamlNames()), section("Field"))),
                    "The fields by name: a type, or a map of the keys below."),
            key(
                    "indexes",
                    listOf(section("Index")),
                    "Indexes for your own queries; those that Tributary needs are made without a word."),
            key(
                    "expire",
                    section("Expiry"),
                    "Removes documents by their age. Nobody is told, so no view may be made of them."),
            key(
                    "tests",
                    listOf(section("Test of a projection")),
                    "Records with what must become of them; `check` and `test` run them.")),

    FIELD(
            "Field",
            key("from", TEXT, "The column or JSON field. Default: the field's own name."),
            key(
                    "expression",
                    TEXT,
                    "Instead of `from`: an [expression](casts.md#expressions) over columns, `PRICE * QUANTITY`."),
            key(
                    "template",
                    TEXT,
                    "Instead of `from`: a text with columns in it, `${NAME} ${SURNAME}`; no value unless all of them have one."),
            required("type", oneOf(FieldType.yamlNames()), "One of the types below."),
            key(
                    "omit",
                    FLAG,
                    "Whether the field is cast and checked, and told to key, version and `deleteWhen`, but not stored. Default: `false`."),
            key(
                    "required",
                    FLAG,
                    "Whether a record without a value is rejected. Default: `false`; key and version are always required."),
            key("default", Form.ANYTHING, "The value of a record that has none."),
            key(
                    "onInvalid",
                    oneOf(List.of("reject", "null", "default")),
                    "What becomes of a value that cannot be cast: the record is rejected, the field has no value, or it has the "
                            + "`default`; the latter two are counted. Default: `reject`; key and version always do."),
            key(
                    "cast",
                    oneOrMore(either(TEXT, mapOf(Form.ANYTHING))),
                    "[Steps](casts.md) that see the value, one after the other, before the type does: built-in ones, or "
                            + "[your own](../how-to/customise.md)."),
            key(
                    "format",
                    oneOrMore(TEXT),
                    "The pattern, or the patterns that are tried in turn, of a date, time or timestamp, as Java's DateTimeFormatter "
                            + "has them; of a timestamp also `epochSeconds`, `epochMillis`, `epochMicros`; of a binary `base64` or "
                            + "`hex`. Default: ISO 8601; Base64."),
            key("zone", TEXT, "The time zone of a timestamp that says none. Default: UTC."),
            key(
                    "locale",
                    TEXT,
                    "The language of the names of months and days, such as `it` or `de-CH`. Default: English."),
            key(
                    "decimal",
                    oneOf(List.of(".", ",")),
                    "The decimal separator of a decimal, double or point. Default: `.`."),
            key(
                    "grouping",
                    oneOf(List.of(".", ",", " ", "'", "_")),
                    "What may stand between the thousands of a number; a blank means any of them. Default: nothing may."),
            key(
                    "trim",
                    FLAG,
                    "Whether blanks around a text are cut off. Default: `true`; an empty text then is no value."),
            key("true", oneOrMore(TEXT), "The words that a boolean takes for true. Default: `true`."),
            key("false", oneOrMore(TEXT), "The words that a boolean takes for false. Default: `false`."),
            key(
                    "elements",
                    oneOf(FieldType.yamlNames()),
                    "The type of an array's elements, each written as a field of that type. Default: whatever JSON has."),
            key("pattern", TEXT, "A regular expression that matches the whole of a string."),
            key("min", SCALAR, "The least value, written as the type is below."),
            key("max", SCALAR, "The greatest value."),
            key("oneOf", listOf(SCALAR), "The values that there are."),
            key(
                    "minLength",
                    Form.COUNT,
                    "The fewest characters of a string, elements of an array or bytes of a binary."),
            key("maxLength", Form.COUNT, "The most of them.")),

    DELETE(
            "Delete",
            key("column", TEXT, "The column that marks deletes. Goes with `is`."),
            key("is", oneOrMore(TEXT), "The values that do."),
            key(
                    "where",
                    condition(),
                    "Instead of both: a [condition](#condition) on the fields, which may be omitted ones; a record that cannot tell is no "
                            + "delete.")),

    INDEX(
            "Index",
            required(
                    "fields",
                    oneOrMore(TEXT),
                    "Fields in their order, `-` before those that run downwards. At most one is an array.")),

    EXPIRY(
            "Expiry",
            required("field", TEXT, "The date or timestamp that counts; a document without one stays."),
            required("after", TEXT, "How old it has to be, as ISO 8601 writes durations: `P30D`, `PT12H`.")),

    PROJECTION_TEST(
            "Test of a projection",
            required("name", TEXT, "What the test shows."),
            required("given", mapOf(Form.ANYTHING), "The record, by its columns."),
            key("expect", mapOf(Form.ANYTHING), "The document that it becomes."),
            key("delete", mapOf(Form.ANYTHING), "The key of the document that it deletes."),
            key("reject", TEXT, "The reason why it is rejected.")),

    VIEW(
            "Single view",
            required("view", TEXT, "The name, which is also the file's and, behind the prefix, the collection's."),
            required("base", TEXT, "The projection or single view that has one document for each of the view's."),
            key(
                    "key",
                    oneOrMore(TEXT),
                    "The fields of the base that tell the view's documents apart. Base documents without a value have no view; several "
                            + "with the same values have none that could be built. Default: the key of the base."),
            key("where", condition(), "A [condition](#condition) on the base documents; the others have no view."),
            key(
                    "joins",
                    mapOf(section("Join")),
                    "Other projections and views by alias, each below the base or an alias above it."),
            required(
                    "fields",
                    mapOf(either(TEXT, section("Mapping"))),
                    "What the document is made of, by name: a path, or a map of the keys of a mapping."),
            key(
                    "valid",
                    condition(),
                    "A [condition](#condition) on the finished view, `a.b` for a nested field. A view that does not fulfil it is not "
                            + "written: the last good one stays."),
            key(
                    "tests",
                    listOf(section("Test of a single view")),
                    "Documents of projections with what must become of them; `check` and `test` run them.")),

    VIEW_TEST(
            "Test of a single view",
            required("name", TEXT, "What the test shows."),
            required(
                    "given",
                    mapOf(listOf(mapOf(Form.ANYTHING))),
                    "Documents by projection, each by its fields; what is left out is missing."),
            key("key", either(SCALAR, listOf(SCALAR)), "The key of the view. Default: that of the only base document."),
            key("expect", mapOf(Form.ANYTHING), "The view, all of its fields."),
            key("absent", FLAG, "`true`: there is no view."),
            key(
                    "refused",
                    TEXT,
                    "The reason why the view is not written: what the message says, or its kind, such as `invalid`.")),

    JOIN(
            "Join",
            key(
                    "one",
                    TEXT,
                    "The projection or view of which one document fits, of several the first of its order; without one the fields are absent."),
            key("many", TEXT, "The projection or view of which any number of documents fit."),
            key("of", TEXT, "The alias it hangs from. Default: the base."),
            required(
                    "on",
                    mapOf(TEXT),
                    "`{ field above: field of the joined projection or view }`, of one type; a missing value fits nothing."),
            key(
                    "sort",
                    oneOrMore(TEXT),
                    "The fields that order the documents, `-` before those that run downwards; the key decides last. Default: the "
                            + "key."),
            key(
                    "where",
                    condition(),
                    "A [condition](#condition) on the joined documents; constants of a join stand here."),
            key("limit", Form.COUNT, "How many documents of a many join there are at most, the first of its order."),
            key(
                    "required",
                    FLAG,
                    "Whether a document above without any is left out; without what the base requires there is no view. "
                            + "Default: `false`.")),

    CONDITION(
            "Condition",
            key("not", oneOrMore(SCALAR), "Another value than this one, or than all of these."),
            key("min", SCALAR, "The least value."),
            key("max", SCALAR, "The greatest value."),
            key("above", SCALAR, "A greater value than this."),
            key("below", SCALAR, "A lesser value than this."),
            key("matches", TEXT, "A regular expression that matches the whole text."),
            key("exists", FLAG, "Whether there is a value.")),

    MAPPING(
            "Mapping",
            key("fields", mapOf(either(TEXT, section("Mapping"))), "A document."),
            key(
                    "each",
                    TEXT,
                    "An array with an element for each document of a many join; with `fields` or `value`, which see that document as "
                            + "their scope."),
            key(
                    "constant",
                    Form.ANYTHING,
                    "The same text, number or boolean in every document, or a list or map of them."),
            key(
                    "template",
                    TEXT,
                    "A text with values in it: `${name} ${city.name}`, absent unless all of them are there; `$${` is `${` itself."),
            key(
                    "expression",
                    TEXT,
                    "A value computed from others: `price * pieces`; with `type`. A missing value makes the result absent."),
            key(
                    "function",
                    TEXT,
                    "A value that a function of your own makes of what `with` gives it; with `type` "
                            + "([how](../how-to/customise.md))."),
            key(
                    "with",
                    mapOf(either(TEXT, section("Mapping"))),
                    "With `template`, `expression` or `function`: what names stand for, each a path or a mapping. Other names of a "
                            + "template or expression are paths."),
            key("type", oneOf(FieldType.yamlNames()), "With `expression` or `function`: the type of the value."),
            key("count", TEXT, "How many documents an alias below has, over all branches: long."),
            key("sum", TEXT, "The sum of `alias.field`; 0 without any; of integers long."),
            key("min", TEXT, "The least `alias.field`; absent without any."),
            key("max", TEXT, "The greatest `alias.field`; absent without any."),
            key("avg", TEXT, "The mean of `alias.field`, decimal for exact types; absent without any."),
            key(
                    "first",
                    TEXT,
                    "The first `alias.field` that is not missing, in the order of the joins; absent without any."),
            key(
                    "last",
                    TEXT,
                    "The last `alias.field` that is not missing, in the order of the joins; absent without any."),
            key("distinct", TEXT, "An array of the values of `alias.field`, each once, in the order of the joins."),
            key("value", either(TEXT, section("Mapping")), "With `each`: the path or mapping that is an element."));

    /** A condition: fields with a value, a list of values or comparisons; and {@code anyOf} with a list of conditions. */
    static Form condition() {
        return mapOf(either(SCALAR, listOf(Form.ANYTHING), section("Condition")));
    }

    private final String title;
    private final List<Key> keys;
    private final List<String> names;

    Vocabulary(String title, Key... keys) {
        this.title = title;
        this.keys = List.of(keys);
        this.names = this.keys.stream().map(Key::name).toList();
    }

    /** The title of its table in the reference page; {@link Form.Section} refers to it. */
    public String title() {
        return title;
    }

    public List<Key> keys() {
        return keys;
    }

    /** The names of the keys, in their order. */
    public List<String> names() {
        return names;
    }

    /**
     * The section of that title.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Vocabulary ofTitle(String title) {
        return Arrays.stream(values())
                .filter(section -> section.title.equals(title))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no section '" + title + "'"));
    }

    /** The table of the reference page: key and meaning, those that have to be there marked. */
    public String table() {
        List<String> lines = new ArrayList<>(List.of("| key | meaning |", "|---|---|"));
        keys.forEach(
                key -> lines.add("| `" + key.name + "` | " + key.meaning + (key.required ? " Required." : "") + " |"));
        return String.join("\n", lines) + "\n";
    }

    /**
     * One key.
     *
     * @param meaning in Markdown, for people: what it does, and its default
     * @param required whether a definition without it is wrong
     */
    public record Key(String name, Form form, String meaning, boolean required) {}

    private static Key key(String name, Form form, String meaning) {
        return new Key(name, form, meaning, false);
    }

    private static Key required(String name, Form form, String meaning) {
        return new Key(name, form, meaning, true);
    }
}

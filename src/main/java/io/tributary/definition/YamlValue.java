package io.tributary.definition;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * One value of a definition with its place. Every reading method reports what is wrong and then answers null (or what could be
 * read), so that the caller goes on and all problems are found in one run.
 */
final class YamlValue {

    private static final Set<Tag> PLAIN_TAGS =
            Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.SEQ, Tag.MAP);

    private final Node node;
    private final Place place;
    private final Problems problems;

    YamlValue(Node node, Place place, Problems problems) {
        this.node = node;
        this.place = place;
        this.problems = problems;
    }

    Place place() {
        return place;
    }

    Problems problems() {
        return problems;
    }

    void problem(String message) {
        problems.report(place, message);
    }

    boolean isScalar() {
        return node instanceof ScalarNode && !isNull();
    }

    boolean isMap() {
        return node instanceof MappingNode;
    }

    boolean isList() {
        return node instanceof SequenceNode;
    }

    boolean isNull() {
        return node instanceof ScalarNode && node.getTag().equals(Tag.NULL);
    }

    /** The text as it stands in the file, whatever YAML takes it for: {@code Y}, {@code 1} and {@code "1"} are texts. */
    @Nullable
    String text() {
        if (!isPlain()) {
            return null;
        }
        if (!isScalar()) {
            problem("is " + kind() + " where a text is expected");
            return null;
        }
        return ((ScalarNode) node).getValue();
    }

    /** The text, or null without a word: for a second look at what has been read already. */
    @Nullable
    String quietText() {
        return isScalar() ? ((ScalarNode) node).getValue() : null;
    }

    /** Whether this word stands in the file, whatever YAML takes it for. */
    boolean says(String word) {
        return node instanceof ScalarNode scalar && scalar.getValue().equals(word);
    }

    /** A boolean, or the default if there is none. */
    boolean bool(boolean otherwise) {
        String text = text();
        if (text == null || text.equals("true") || text.equals("false")) {
            return text == null ? otherwise : text.equals("true");
        }
        problem("'" + text + "' is no boolean: true or false");
        return otherwise;
    }

    /** A whole number above 0, or the default if there is none. */
    int positive(int otherwise) {
        String text = text();
        if (text == null) {
            return otherwise;
        }
        if (text.matches("[1-9][0-9]{0,8}")) {
            return Integer.parseInt(text);
        }
        problem("'" + text + "' is no whole number above 0, of at most nine digits");
        return otherwise;
    }

    /** The texts of a list, or of a single text. */
    List<YamlValue> oneOrMore() {
        return isList() ? list() : List.of(this);
    }

    /** The elements, without what is not allowed. */
    List<YamlValue> list() {
        List<YamlValue> values = new ArrayList<>();
        if (!isPlain()) {
            return values;
        }
        if (!(node instanceof SequenceNode sequence)) {
            problem("is " + kind() + " where a list is expected");
            return values;
        }
        for (Node element : sequence.getValue()) {
            String path = place.path() + "[" + values.size() + "]";
            values.add(new YamlValue(element, new Place(place.file(), line(element), path), problems));
        }
        return values;
    }

    /** The entries in their order, whatever their keys; null if this is no map. */
    @Nullable
    Map<String, YamlValue> map() {
        if (!isPlain()) {
            return null;
        }
        if (!(node instanceof MappingNode mapping)) {
            problem("is " + kind() + " where keys and values are expected");
            return null;
        }
        Map<String, YamlValue> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            add(entries, tuple);
        }
        return entries;
    }

    private void add(Map<String, YamlValue> entries, NodeTuple tuple) {
        Node key = tuple.getKeyNode();
        if (!(key instanceof ScalarNode scalar)) {
            problems.report(new Place(place.file(), line(key), place.path()), "a key has to be a text");
            return;
        }
        String name = scalar.getValue();
        String path = place.path().isEmpty() ? name : place.path() + "." + name;
        YamlValue value = new YamlValue(tuple.getValueNode(), new Place(place.file(), line(key), path), problems);
        if (!new YamlValue(key, value.place, problems).isPlain()) {
            return;
        }
        YamlValue first = entries.putIfAbsent(name, value);
        if (first != null) {
            value.problem("stands twice; the first is on line " + first.place.line());
        }
    }

    /** The entries of a map whose keys are fixed: any other key is a problem. Null if this is no map. */
    @Nullable
    YamlMap map(Vocabulary section) {
        return map(section.names());
    }

    /** The entries of a map that has these keys and no others. Null if this is no map. */
    @Nullable
    YamlMap map(List<String> keys) {
        Map<String, YamlValue> entries = map();
        if (entries == null) {
            return null;
        }
        entries.forEach((key, value) -> {
            if (!keys.contains(key)) {
                value.problem("unknown key" + Nearest.hint(key, keys));
            }
        });
        return new YamlMap(place, entries, problems);
    }

    /** The value as JSON has it: String, Boolean, Long, BigDecimal, Map, List or null. */
    @Nullable
    Object json() {
        if (isMap()) {
            return jsonMap();
        }
        if (isList()) {
            List<@Nullable Object> values = new ArrayList<>();
            list().forEach(value -> values.add(value.json()));
            return Collections.unmodifiableList(values);
        }
        return isNull() ? null : scalar();
    }

    /** The entries as JSON has them; null if this is no map. */
    @Nullable
    Map<String, @Nullable Object> jsonMap() {
        Map<String, YamlValue> entries = map();
        return entries == null ? null : jsonOf(entries);
    }

    static Map<String, @Nullable Object> jsonOf(Map<String, YamlValue> entries) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        entries.forEach((key, value) -> values.put(key, value.json()));
        return Collections.unmodifiableMap(values);
    }

    private @Nullable Object scalar() {
        String text = text();
        if (text == null || node.getTag().equals(Tag.STR)) {
            return text;
        }
        if (node.getTag().equals(Tag.BOOL)) {
            return bool(false);
        }
        try {
            BigDecimal number = new BigDecimal(text);
            boolean fits =
                    node.getTag().equals(Tag.INT) && number.unscaledValue().bitLength() < Long.SIZE;
            return fits ? (Object) number.longValueExact() : number;
        } catch (NumberFormatException e) {
            problem("'" + text + "' is no number; quote it if it is a text");
            return null;
        }
    }

    /** Refuses what makes a definition mean something else than what it looks like: anchors, aliases, tags. */
    private boolean isPlain() {
        if (node.getAnchor().isPresent()) {
            problem("anchors and aliases are not allowed; write the value out");
            return false;
        }
        if (!PLAIN_TAGS.contains(node.getTag())) {
            problem("the tag '" + node.getTag() + "' is not allowed; remove it");
            return false;
        }
        return true;
    }

    private String kind() {
        return isNull() ? "nothing" : isMap() ? "a map" : isList() ? "a list" : "a text";
    }

    private static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }
}

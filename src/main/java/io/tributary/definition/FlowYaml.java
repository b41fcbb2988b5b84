package io.tributary.definition;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** Values as YAML on one line, in the style of our own definitions. */
public final class FlowYaml {

    private static final DumpSettings SETTINGS = DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.FLOW)
            .setWidth(Integer.MAX_VALUE)
            .setSplitLines(false)
            .build();

    /** What older YAML, and a person, could take for a number: {@code 0007}, {@code 1_000}, {@code 10:30}. */
    private static final Pattern LIKE_A_NUMBER = Pattern.compile("[-+]?[0-9][0-9_,.:eE+]*");

    /** Hard to see without quotes: {@code ;}, {@code .}. */
    private static final Pattern MARKS_ONLY = Pattern.compile("[^\\p{L}\\p{N}]*");

    private FlowYaml() {}

    /**
     * The text of a value; reading it as YAML, alone or within braces, gives an equal one.
     *
     * @param value a String, Boolean, number, Map, Collection or null
     */
    public static String of(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> of(String.valueOf(entry.getKey())) + ": " + of(entry.getValue()))
                    .collect(Collectors.joining(", ", map.isEmpty() ? "{" : "{ ", map.isEmpty() ? "}" : " }"));
        }
        if (value instanceof Collection<?> list) {
            return list.stream().map(FlowYaml::of).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        return value instanceof String text ? text(text) : String.valueOf(value);
    }

    private static String text(String text) {
        // Within a list: what stands alone may need no quotes where a comma or bracket does.
        String plain = new Dump(SETTINGS).dumpToString(List.of(text)).strip();
        boolean unclear = LIKE_A_NUMBER.matcher(text).matches()
                || MARKS_ONLY.matcher(text).matches();
        return plain.equals("[" + text + "]") && !unclear
                ? text
                : '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }
}

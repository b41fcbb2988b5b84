package io.tributary.definition;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;

/** Values as YAML on one line, quoted where they would be read as something else. */
public final class FlowYaml {

    private static final DumpSettings SETTINGS = DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.FLOW)
            .setDefaultScalarStyle(ScalarStyle.PLAIN)
            .setWidth(Integer.MAX_VALUE)
            .setSplitLines(false)
            .build();

    private FlowYaml() {}

    /**
     * The text of a value; reading it as YAML gives an equal one.
     *
     * @param value a String, Boolean, number, Map, List or null
     */
    public static String of(@Nullable Object value) {
        // Within a list: what stands alone may need no quotes where a comma or bracket does.
        String list = new Dump(SETTINGS)
                .dumpToString(java.util.Collections.singletonList(value))
                .strip();
        String text = list.substring(1, list.length() - 1).strip();
        return text.startsWith("{") && text.length() > 2 ? "{ " + text.substring(1, text.length() - 1) + " }" : text;
    }
}

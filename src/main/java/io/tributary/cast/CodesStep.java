package io.tributary.cast;

import io.tributary.definition.CastStep;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What codes mean. */
final class CodesStep implements TextStep {

    private static final int MOST_SHOWN = 10;

    private final Map<String, Object> table = new LinkedHashMap<>();
    private final @Nullable Object otherwise;
    private final String reason;

    CodesStep(CastStep step) {
        step.map("table").forEach((code, meaning) -> table.put(String.valueOf(code), meaning));
        this.otherwise = step.options().get("otherwise");
        String codes = String.join(
                ", ", new TreeSet<>(table.keySet()).stream().limit(MOST_SHOWN).toList());
        this.reason = "is no code; there are: " + codes + (table.size() > MOST_SHOWN ? " ..." : "");
    }

    @Override
    public Object of(String text) {
        Object meaning = table.get(text);
        if (meaning != null) {
            return meaning;
        }
        if (otherwise == null) {
            throw CastFailure.of(text, reason);
        }
        return otherwise;
    }
}

package io.tributary.cast;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Texts to arrays and objects, and back. */
final class StructureSteps {

    private StructureSteps() {}

    static Step split(String separator) {
        return value -> {
            if (value instanceof List<?>) {
                return value;
            }
            String text = TextStep.TEXT.cast(value).toString();
            List<Object> parts = new ArrayList<>();
            int from = 0;
            for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, from)) {
                add(parts, text.substring(from, at));
                from = at + separator.length();
            }
            add(parts, text.substring(from));
            return parts;
        };
    }

    private static void add(List<Object> parts, String part) {
        if (!part.isBlank()) {
            parts.add(part.strip());
        }
    }

    static Step join(String separator) {
        return value -> {
            if (!(value instanceof List<?> list)) {
                return value;
            }
            List<String> texts = new ArrayList<>();
            for (Object element : list) {
                if (element != null) {
                    texts.add(TextStep.TEXT.cast(element).toString());
                }
            }
            return String.join(separator, texts);
        };
    }

    /** What a JSON text holds; what is no text is there already. */
    static @Nullable Object json(Object value) {
        return value instanceof String text ? JsonText.parse(text, "is no JSON") : value;
    }
}

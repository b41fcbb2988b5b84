package io.tributary.definition;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The functions of expressions. A missing argument gives a missing result, unless a function says otherwise. */
public final class ExpressionFunctions {

    static final ExpressionFunctions ALL = new ExpressionFunctions();

    private static final List<String> NAMES = Arrays.stream(ExpressionFunctions.class.getDeclaredMethods())
            .filter(method -> Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers()))
            .map(Method::getName)
            .distinct()
            .sorted()
            .toList();

    private static final int MOST_PLACES = 34;

    private ExpressionFunctions() {}

    /** The names of all, sorted. */
    public static List<String> names() {
        return NAMES;
    }

    /** The text in upper case. */
    public @Nullable String upper(@Nullable Object text) {
        return text == null ? null : Template.textOf(text).toUpperCase(Locale.ROOT);
    }

    /** The text in lower case. */
    public @Nullable String lower(@Nullable Object text) {
        return text == null ? null : Template.textOf(text).toLowerCase(Locale.ROOT);
    }

    /** The text without blanks around it. */
    public @Nullable String trim(@Nullable Object text) {
        return text == null ? null : Template.textOf(text).strip();
    }

    /** The number of characters, or of elements. */
    public @Nullable Long length(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        int length = value instanceof Collection<?> list
                ? list.size()
                : Template.textOf(value).length();
        return (long) length;
    }

    /** The characters from one index (from 0) to before another, cut to what there is. */
    public @Nullable String substring(@Nullable Object text, @Nullable Object from, @Nullable Object to) {
        if (text == null || from == null || to == null) {
            return null;
        }
        String whole = Template.textOf(text);
        int end = index(to, whole);
        return whole.substring(Math.min(index(from, whole), end), end);
    }

    /** The texts one after the other; missing ones count as empty. */
    public String concat(@Nullable Object... texts) {
        StringBuilder all = new StringBuilder();
        for (Object text : texts) {
            all.append(text == null ? "" : Template.textOf(text));
        }
        return all.toString();
    }

    /** The first value that is not missing. */
    public @Nullable Object coalesce(@Nullable Object... values) {
        for (Object value : values) {
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    /** The number that a text holds. */
    public @Nullable Object number(@Nullable Object text) {
        return text == null ? null : ExactArithmetic.narrowed(ExactArithmetic.number(text, "number()"));
    }

    /** The number with so many decimal places; halves go away from zero. */
    public @Nullable BigDecimal round(@Nullable Object number, @Nullable Object places) {
        if (number == null || places == null) {
            return null;
        }
        int scale = whole(places);
        BigDecimal exact = ExactArithmetic.number(number, "round()").round(MathContext.DECIMAL128);
        if (scale < 0 || scale > MOST_PLACES || (long) exact.precision() - exact.scale() > MOST_PLACES) {
            throw new ExpressionFailure("round() has no result for " + ExactArithmetic.shown(number) + " and " + scale);
        }
        return exact.setScale(scale, RoundingMode.HALF_UP);
    }

    /** The number without its sign. */
    public @Nullable Object abs(@Nullable Object number) {
        return number == null
                ? null
                : ExactArithmetic.narrowed(
                        ExactArithmetic.number(number, "abs()").abs());
    }

    /** Whether a text holds another, or a list an element; false if either is missing. */
    public boolean contains(@Nullable Object whole, @Nullable Object part) {
        if (whole == null || part == null) {
            return false;
        }
        return whole instanceof Collection<?> list
                ? list.contains(part)
                : Template.textOf(whole).contains(Template.textOf(part));
    }

    /** The value of a key in a map, or null. */
    public @Nullable Object get(@Nullable Object map, @Nullable Object key) {
        return map instanceof Map<?, ?> entries && key != null ? entries.get(Template.textOf(key)) : null;
    }

    private static int index(Object value, String text) {
        return Math.max(0, Math.min(whole(value), text.length()));
    }

    private static int whole(Object value) {
        BigDecimal number = ExactArithmetic.number(value, "a position");
        if (number.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0) {
            throw new ExpressionFailure(ExactArithmetic.shown(value) + " is no position");
        }
        return number.intValue();
    }
}

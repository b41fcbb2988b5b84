package io.tributary.definition;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.jexl3.JexlBuilder;
import org.apache.commons.jexl3.JexlContext;
import org.apache.commons.jexl3.JexlEngine;
import org.apache.commons.jexl3.JexlException;
import org.apache.commons.jexl3.JexlFeatures;
import org.apache.commons.jexl3.JexlScript;
import org.apache.commons.jexl3.introspection.JexlPermissions;
import org.apache.commons.jexl3.introspection.JexlUberspect.JexlResolver;
import org.jspecify.annotations.Nullable;

/**
 * One JEXL expression: operators, comparisons, {@code ?:}, {@code ??}, and the functions of {@link ExpressionFunctions}. No loops,
 * no methods, no assignments, no regular expressions: it ends soon whatever the data, and only reads. A name with other characters
 * than letters, digits and _ is written <code>${UNIT-PRICE}</code>.
 */
public final class Expression implements Formula {

    private static final JexlEngine ENGINE = new JexlBuilder()
            .permissions(new JexlPermissions.ClassPermissions(ExpressionFunctions.class)) // RESTRICTED and this class.
            .features(features())
            .arithmetic(new ExactArithmetic())
            .namespaces(functions())
            .strategy(
                    (operator, object) -> List.of(JexlResolver.MAP, JexlResolver.LIST)) // No bean properties, no class.
            .strict(false)
            .safe(true)
            .silent(false)
            .debug(false)
            .cache(0)
            .antish(true)
            .create();

    /** What stands before a parenthesis and is no function. */
    private static final Set<String> WORDS =
            Set.of("and", "or", "not", "empty", "size", "eq", "ne", "lt", "le", "gt", "ge", "div", "mod");

    /** Matching (which data could keep busy for ever), ranges, and several statements. */
    private static final List<String> NOT_IN_THE_LANGUAGE = List.of("=~", "!~", "..", ";", "`");

    private static final Pattern QUOTED = Pattern.compile("'(?:[^'\\\\]|\\\\.)*+'|\"(?:[^\"\\\\]|\\\\.)*+\"");
    private static final Pattern CALL = Pattern.compile("([A-Za-z_][A-Za-z_0-9]*+)\\s*+\\(");

    /** <code>${UNIT-PRICE}</code>: how a name is written that JEXL would take for something else. */
    private static final Pattern ODD_NAME = Pattern.compile("\\$\\{\\s*+([^}]+?)\\s*+}");

    private static final String STAND_IN = "__odd";

    private final String text;
    private final JexlScript script;
    private final List<String> odd;
    private final List<String> names;

    private Expression(String text, JexlScript script, List<String> odd) {
        this.text = text;
        this.script = script;
        this.odd = List.copyOf(odd);
        Set<String> found = new LinkedHashSet<>();
        script.getVariables().forEach(path -> found.add(name(String.join(".", path), odd)));
        this.names = List.copyOf(found);
    }

    private static String name(String variable, List<String> odd) {
        return variable.startsWith(STAND_IN)
                ? odd.get(Integer.parseInt(variable.substring(STAND_IN.length())))
                : variable;
    }

    /**
     * Compiles an expression.
     *
     * @throws IllegalArgumentException if it is none; the message says what is wrong in it
     */
    public static Expression compile(String text) {
        checkWords(text);
        try {
            List<String> odd = new ArrayList<>();
            String standard = ODD_NAME.matcher(text).replaceAll(match -> {
                odd.add(match.group(1));
                return STAND_IN + (odd.size() - 1);
            });
            return new Expression(text, ENGINE.createScript(standard), odd);
        } catch (JexlException e) {
            throw new IllegalArgumentException("'" + text + "' is no expression: " + detail(e), e);
        }
    }

    private static void checkWords(String text) {
        String unquoted = QUOTED.matcher(text).replaceAll("''");
        Matcher calls = CALL.matcher(unquoted);
        while (calls.find()) {
            String name = calls.group(1);
            if (!WORDS.contains(name) && !ExpressionFunctions.names().contains(name)) {
                throw new IllegalArgumentException(
                        "'" + name + "' is no function" + Nearest.hint(name, ExpressionFunctions.names()));
            }
        }
        for (String sign : NOT_IN_THE_LANGUAGE) {
            if (unquoted.contains(sign)) {
                throw new IllegalArgumentException(
                        "'" + text + "' is no expression: " + sign + " is not in the language");
            }
        }
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public List<String> names() {
        return names;
    }

    @Override
    public @Nullable Object evaluate(Values values) {
        try {
            return script.execute(new ReadOnly(odd.isEmpty() ? values : name -> values.get(name(name, odd))));
        } catch (JexlException e) {
            if (e.getCause() instanceof ExpressionFailure failure) {
                throw failure;
            }
            throw new ExpressionFailure(detail(e));
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Expression that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }

    private static String detail(JexlException e) {
        return String.valueOf(e.getDetail() == null ? e.getMessage() : e.getDetail());
    }

    private static JexlFeatures features() {
        return new JexlFeatures()
                .script(false)
                .sideEffect(false)
                .sideEffectGlobal(false)
                .localVar(false)
                .loops(false)
                .lambda(false)
                .newInstance(false)
                .annotation(false)
                .pragma(false)
                .methodCall(false);
    }

    private static Map<String, Object> functions() {
        Map<String, Object> namespaces = new HashMap<>();
        namespaces.put(null, ExpressionFunctions.ALL);
        return namespaces;
    }

    /** The values as JEXL asks for them. */
    private record ReadOnly(Values values) implements JexlContext {

        @Override
        public @Nullable Object get(String name) {
            return values.get(name);
        }

        @Override
        public boolean has(String name) {
            return values.get(name) != null;
        }

        /** Asked for by the interface; an assignment is refused when the expression is read. */
        @Override
        public void set(String name, Object value) {
            throw new UnsupportedOperationException("an expression only reads");
        }
    }
}

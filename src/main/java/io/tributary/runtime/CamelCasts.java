package io.tributary.runtime;

import io.tributary.cast.CastFactory;
import io.tributary.cast.CastFunction;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.Nullable;

/**
 * Camel's expression languages as casts: <code>{ simple: "${body.trim()}" }</code>. The value is the body; there are no headers and no
 * properties of messages, so nothing but the value steers an expression.
 */
final class CamelCasts {

    /** Languages that compute a value from a body; those on the class path are there. */
    private static final List<String> LANGUAGES =
            List.of("simple", "datasonnet", "groovy", "java", "jq", "js", "jsonpath", "mvel", "ognl", "python", "spel");

    private static final String PLACE = "META-INF/services/org/apache/camel/language/";

    private final ClassLoader classLoader;
    private @Nullable CamelContext context;

    CamelCasts(ClassLoader classLoader) {
        this.classLoader = classLoader;
    }

    /** The languages of this class path. */
    Map<String, CastFunction> languages() {
        Map<String, CastFunction> languages = new TreeMap<>();
        for (String language : LANGUAGES) {
            if (classLoader.getResource(PLACE + language) != null) {
                languages.put(language, (CastFactory) text -> cast(language, text));
            }
        }
        return languages;
    }

    /** A context of its own, never started: definitions are read and tested before there is any other. */
    synchronized CamelContext context() {
        CamelContext made = context;
        if (made == null) {
            made = new DefaultCamelContext();
            made.setApplicationContextClassLoader(classLoader);
            made.build();
            context = made;
        }
        return made;
    }

    private CastFunction cast(String language, String text) {
        CamelContext camel = context();
        Expression expression;
        try {
            expression = camel.resolveLanguage(language).createExpression(text);
            expression.init(camel);
        } catch (RuntimeException e) {
            String message = String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString());
            throw new IllegalArgumentException("'" + text + "' is no expression of " + language + ": " + message, e);
        }
        return value -> evaluate(expression, camel, value);
    }

    @SuppressWarnings("NullAway") // A cast may leave nothing: then there is no value.
    private static Object evaluate(Expression expression, CamelContext camel, Object value) {
        Exchange exchange = new DefaultExchange(camel);
        exchange.getIn().setBody(value);
        return expression.evaluate(exchange, Object.class);
    }
}

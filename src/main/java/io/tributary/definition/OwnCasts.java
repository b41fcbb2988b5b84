package io.tributary.definition;

import java.util.Set;

/** What a home brings for {@code cast:} beside the built-in steps. */
public interface OwnCasts {

    /** The names of its functions. */
    Set<String> functions();

    /** The names of the languages in which a step can be an expression: {@code { simple: "${body.trim()}" }}. */
    Set<String> languages();

    /**
     * Checks an expression.
     *
     * @throws IllegalArgumentException if it is none of the language; the message says what is wrong in it
     */
    void check(String language, String expression);

    /** Functions alone. */
    static OwnCasts of(Set<String> functions) {
        return new OwnCasts() {
            @Override
            public Set<String> functions() {
                return functions;
            }

            @Override
            public Set<String> languages() {
                return Set.of();
            }

            @Override
            public void check(String language, String expression) {
                throw new IllegalArgumentException("there is no language '" + language + "'");
            }
        };
    }
}

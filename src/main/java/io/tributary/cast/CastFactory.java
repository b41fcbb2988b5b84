package io.tributary.cast;

/**
 * Makes own casts from a text in the definition: of an expression language, <code>{ simple: "${body.trim()}" }</code>, each
 * expression is a cast of its own.
 */
public interface CastFactory extends CastFunction {

    /**
     * The cast of a text. Called once per definition, not per value.
     *
     * @throws IllegalArgumentException if the text is none of the language; the message says what is wrong in it
     */
    CastFunction of(String text);

    /** Not a cast by itself. */
    @Override
    default Object cast(Object value) {
        throw new IllegalStateException("is a language: write { NAME: \"expression\" }");
    }
}

package io.tributary.definition;

import java.util.List;

/** What a key of a definition takes, as far as a schema can say it; what is beyond that, the readers check. */
public sealed interface Form {

    Form TEXT = new Text();
    Form FLAG = new Flag();
    Form COUNT = new Count();
    Form SCALAR = new Scalar();
    Form ANYTHING = new Anything();

    /** A text; YAML numbers and booleans are read as they stand in the file. */
    record Text() implements Form {}

    /** {@code true} or {@code false}. */
    record Flag() implements Form {}

    /** A whole number, 0 or more. */
    record Count() implements Form {}

    /** A text, number or boolean. */
    record Scalar() implements Form {}

    /** Whatever JSON can say. */
    record Anything() implements Form {}

    /** One of some words. */
    record OneOf(List<String> words) implements Form {}

    /** A list. */
    record ListOf(Form element) implements Form {}

    /** Keys that the user chooses, with values of one form. */
    record MapOf(Form value) implements Form {}

    /** The keys of a section of the {@link Vocabulary}, by its title; by title, since sections may hold each other. */
    record Section(String title) implements Form {}

    /** Any of several forms. */
    record Either(List<Form> forms) implements Form {}

    static Form oneOf(List<String> words) {
        return new OneOf(List.copyOf(words));
    }

    static Form listOf(Form element) {
        return new ListOf(element);
    }

    /** One value, or a list of them. */
    static Form oneOrMore(Form element) {
        return either(element, new ListOf(element));
    }

    static Form mapOf(Form value) {
        return new MapOf(value);
    }

    static Form section(String title) {
        return new Section(title);
    }

    static Form either(Form... forms) {
        return new Either(List.of(forms));
    }
}

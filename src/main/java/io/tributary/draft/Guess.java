package io.tributary.draft;

import java.util.Map;

/**
 * What a column seems to hold.
 *
 * @param type the name of the field's type
 * @param options what else the field's definition has to say
 * @param note how sure that is, for people; empty if there is nothing to say
 */
record Guess(String type, Map<String, Object> options, String note) {

    static Guess string(String note) {
        return new Guess("string", Map.of(), note);
    }
}

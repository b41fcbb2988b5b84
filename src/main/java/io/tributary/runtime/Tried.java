package io.tributary.runtime;

import java.util.List;

/**
 * Something that a home needs and that was tried for {@code check --connect}.
 *
 * @param what for people: which server, queue, table or folder
 * @param found what was found there, if it is there
 * @param problems what is wrong, one sentence each; empty if all is well
 * @param notes what is right today and may surprise
 */
public record Tried(String what, String found, List<String> problems, List<String> notes) {

    static Tried well(String what, String found) {
        return new Tried(what, found, List.of(), List.of());
    }

    static Tried wrong(String what, String problem) {
        return new Tried(what, "", List.of(problem), List.of());
    }

    static Tried wrong(String what, List<String> problems) {
        return new Tried(what, "", problems, List.of());
    }

    static Tried noted(String what, String note) {
        return new Tried(what, "", List.of(), List.of(note));
    }
}

package io.tributary.docs;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A test that shows what becomes of an attack or an accident. The table in {@code docs/reliability.md} is made of these, so that a
 * line of it cannot outlive its test.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Attack {

    /** The kind, which says where in the table it stands. */
    Kind kind();

    /** What comes: half a sentence for the first column. */
    String by();

    /** What becomes of it, seen from outside: half a sentence for the second column. */
    String then();

    /** The kinds, in the order of the table. */
    enum Kind {
        HEADERS("Names of Camel headers"),
        HANDLES("Forged receipt handles"),
        BOMBS("Compressed bombs"),
        JSON("Hostile JSON"),
        NAMES("Hostile keys and names"),
        VALUES("Numbers and dates beyond bounds"),
        BYTES("Hostile bytes in files"),
        YAML("Hostile definitions"),
        PATHS("File names and links"),
        QUERIES("Hostile requests to the read API"),
        CLOCK("Clocks that jump"),
        DISK("Full disks and stores"),
        QUEUES("Queues deleted while running"),
        CREDENTIALS("Wrong credentials");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }
}

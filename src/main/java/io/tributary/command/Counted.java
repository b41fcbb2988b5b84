package io.tributary.command;

/** Numbers of things in sentences. */
final class Counted {

    private Counted() {}

    /** {@code 1 test}, {@code 2 tests}, {@code 1,000 tests}. */
    static String of(long count, String thing) {
        return "%,d %s%s".formatted(count, thing, count == 1 ? "" : "s");
    }
}

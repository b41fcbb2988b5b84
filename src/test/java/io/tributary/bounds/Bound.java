package io.tributary.bounds;

/** One thing that must not need more memory when it grows: a file, a table, a fan-out, a view, a backlog. */
interface Bound {

    /** What it is called on the command line. */
    String name();

    /** What has to be borne, with its size: {@code a CSV file of 5,000,000 rows}. */
    String load();

    /**
     * Puts the load on a process with a small heap, and looks at the far end.
     *
     * @return what it took
     * @throws AssertionError if anything at the far end is not what it has to be
     */
    Measured run(Site site) throws Exception;
}

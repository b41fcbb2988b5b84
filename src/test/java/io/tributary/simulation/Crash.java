package io.tributary.simulation;

/** The death of a process: it flies through the production code, which has no right to catch it, and nothing is cleared up. */
final class Crash extends Error {

    private static final long serialVersionUID = 1L;

    Crash() {
        super("the process died", null, false, false);
    }
}

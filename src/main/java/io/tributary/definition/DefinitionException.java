package io.tributary.definition;

import java.util.List;
import java.util.stream.Collectors;

/** The definitions cannot be used. Holds all problems of all files, ordered by file and line. */
public final class DefinitionException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    DefinitionException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}

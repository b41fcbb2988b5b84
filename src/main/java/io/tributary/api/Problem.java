package io.tributary.api;

import io.tributary.definition.Nearest;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Why a request is not answered, as RFC 9457 has it: {@code application/problem+json}.
 *
 * @param status the HTTP status
 * @param title what kind of problem this is; the same for every problem of its kind
 * @param detail what is wrong with this request, and what would be right
 * @param nearest the name that the client may have meant; null where nothing is near
 */
public record Problem(
        int status, String title, String detail, @Nullable String nearest) {

    /** Ends the answering of a request with a problem. */
    static final class Refusal extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Problem problem;

        Refusal(Problem problem) {
            // No stack trace: a refusal is an answer, not a failure of ours.
            super(problem.detail(), null, false, false);
            this.problem = problem;
        }

        Problem problem() {
            return problem;
        }
    }

    static Refusal badRequest(String detail) {
        return new Refusal(new Problem(400, "Bad request", detail, null));
    }

    static Refusal unknownName(String kind, String name, Collection<String> known) {
        return new Refusal(nearest(404, "Unknown name", "there is no " + kind + " '" + name + "'", name, known));
    }

    static Refusal unknownParameter(String detail, String name, Collection<String> known) {
        return new Refusal(nearest(400, "Unknown parameter", detail, name, known));
    }

    static Refusal notFound(String kind, String name, String id) {
        return new Refusal(new Problem(404, "Not found", kind + " " + name + " has no document '" + id + "'", null));
    }

    static Problem tooSlow(String detail) {
        return new Problem(503, "Query too slow", detail, null);
    }

    static Problem unavailable() {
        String detail = "the database cannot be reached; nothing is wrong with the request, try again later";
        return new Problem(503, "Database unavailable", detail, null);
    }

    static Problem internal() {
        return new Problem(
                500, "Internal error", "the request could not be answered; the log of the server says why", null);
    }

    private static Problem nearest(int status, String title, String detail, String name, Collection<String> known) {
        String nearest = Nearest.of(name, known);
        return new Problem(status, title, detail + Nearest.hint(name, known), nearest);
    }
}

package io.tributary.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Work on many that finds the one it fails for: what fails is halved until the one is alone. The work is idempotent, since the others
 * may be worked on again; at most twice as many attempts are made as there are items.
 */
public final class Halving {

    private Halving() {}

    /** Work on some of many. */
    @FunctionalInterface
    public interface Work<T, X extends Exception> {
        void on(List<T> some) throws X;
    }

    /**
     * Works on all but those that it fails for.
     *
     * @param isNobodys which failures lie in no item, as that a server is away: these end the work
     * @return what it fails for alone, with the failure, in the order of the items
     * @throws X a failure that lies in no item
     */
    public static <T, X extends Exception> List<Map.Entry<T, Exception>> failing(
            List<T> items, Predicate<Throwable> isNobodys, Work<T, X> work) throws X {
        List<Map.Entry<T, Exception>> failing = new ArrayList<>();
        if (!items.isEmpty()) {
            halve(items, isNobodys, work, failing);
        }
        return failing;
    }

    private static <T, X extends Exception> void halve(
            List<T> items, Predicate<Throwable> isNobodys, Work<T, X> work, List<Map.Entry<T, Exception>> failing)
            throws X {
        try {
            work.on(items);
        } catch (Exception e) {
            if (isNobodys.test(e)) {
                throw e;
            }
            if (items.size() == 1) {
                failing.add(Map.entry(items.get(0), e));
                return;
            }
            int half = items.size() / 2;
            halve(items.subList(0, half), isNobodys, work, failing);
            halve(items.subList(half, items.size()), isNobodys, work, failing);
        }
    }
}

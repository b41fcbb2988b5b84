package io.tributary.benchmark;

import java.util.List;
import java.util.Map;

/**
 * One question of the benchmark: several contestants do the same work, in turns. The first entry is the one that the others are compared
 * with on the page.
 *
 * @param id letters, digits and dashes, such as {@code queue-new}; names the files of its results
 * @param title its heading on the page
 * @param question what is measured and how, from when to when the clock runs; Markdown
 * @param unit of the work, in the plural, such as {@code rows}
 * @param claims what Tributary says of itself here, beside which the page shows what was measured
 */
record Contest(String id, String title, String question, String unit, List<Entry> entries, List<Claim> claims) {

    /**
     * One contestant.
     *
     * @param name how the page calls it, the same in all contests
     * @param settings how it is set, in a sentence
     * @param lacks what it cannot do that Tributary does, such as "no guards: an older message overwrites a newer row"; empty for nothing
     */
    record Entry(String name, String settings, String lacks, Attempt attempt) {}

    /** One run of one contestant. */
    @FunctionalInterface
    interface Attempt {

        /**
         * Does the work once, on fresh queues and a fresh database, and checks that it was done right.
         *
         * @param id never used before on these engines: letters, digits and dashes
         * @throws IllegalStateException if the work was not done right: a contestant that loses something ends the benchmark
         */
        Measured run(Engines engines, String id) throws Exception;
    }

    /**
     * What one run took.
     *
     * @param work how much was done, in the unit of the contest
     * @param seconds by the clock on the wall
     * @param cpuSeconds of the contestant's process alone, or NaN if nobody could say
     * @param also other figures by name with unit, such as {@code "p99, ms"} or {@code "SQS requests per million"}, in the order of columns
     */
    record Measured(double work, double seconds, double cpuSeconds, Map<String, Double> also) {

        double rate() {
            return work / seconds;
        }
    }

    /**
     * A bound that is shown beside the figure: a ratio of rates to another contestant, or a figure of Tributary's own.
     *
     * @param than name of the entry that Tributary is compared with, or the name of a figure in {@link Measured#also}
     * @param bound the least ratio to a contestant; the most of a figure
     */
    record Claim(String than, double bound) {}
}

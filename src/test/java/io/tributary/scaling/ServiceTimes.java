package io.tributary.scaling;

/** What follows from the measured rates: seconds of a core, by step. */
record ServiceTimes(Times updater, Times affected, Times builder) {

    /**
     * Of one step.
     *
     * @param fixed for a group of messages, however few items are in it
     * @param client of the process, for an item
     * @param database of the database's primary, for an item
     */
    record Times(double fixed, double client, double database) {}

    /**
     * From rates at which the machine's cores were all that was short. The process says what it used of them; all else that they did in this time
     * is counted as the database's, also what the queue's server used: an upper bound. Affected views were not measured by themselves, and
     * are taken for as dear as updates.
     *
     * @param fixed seconds for a group, the same for all steps: {@link Fit} finds it
     */
    static ServiceTimes of(Measured measured, double fixed) {
        Times updates = times(measured.updates(), measured.cores(), fixed);
        return new ServiceTimes(updates, updates, times(measured.builds(), measured.cores(), fixed));
    }

    private static Times times(Measured.Contest contest, int cores, double fixed) {
        return new Times(fixed, contest.cpuSeconds(), Math.max(0, cores / contest.rate() - contest.cpuSeconds()));
    }
}

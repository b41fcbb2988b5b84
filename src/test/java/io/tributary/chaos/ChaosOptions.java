package io.tributary.chaos;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What a run is to be.
 *
 * @param time how long faults are injected; start and drain come on top
 * @param seed of the changes and of the faults
 * @param scale of the trading company, TPC-H's
 * @param work a folder that is not there yet, for everything that the run writes
 * @param mongoUri a server to use and leave alone, or empty
 * @param documentDb the folder of the scripts of DocumentDB; need not be there
 * @param only a regular expression of the faults that may happen
 * @param patience how long, after the faults, nothing may come nearer to rest before that counts as wrong
 */
record ChaosOptions(
        Duration time,
        long seed,
        double scale,
        Path work,
        String mongoUri,
        Path documentDb,
        Sabotage sabotage,
        String only,
        Duration patience) {}

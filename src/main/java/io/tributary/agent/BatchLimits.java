package io.tributary.agent;

import java.time.Duration;

/**
 * Limits of one record batch. Whichever is reached first closes the batch.
 *
 * @param maxRecords rows
 * @param maxBytes bytes of the body that SQS bills, after compression; SQS bills each 64 KB, and refuses more than 1 MiB
 * @param maxWait how long the first row of a batch may wait while the source goes on giving rows
 */
public record BatchLimits(int maxRecords, int maxBytes, Duration maxWait) {

    /** What SQS takes: one body, and the sum of the bodies of one request. */
    public static final int MAX_REQUEST_BYTES = 1_048_576;

    /** 60,000 bytes stay below one billed chunk of 64 KB with room for an estimate that was too small. */
    public static final BatchLimits DEFAULTS = new BatchLimits(5_000, 60_000, Duration.ofSeconds(1));

    public BatchLimits {
        requireInRange("tributary.batch.max-records", maxRecords, 1, 10_000);
        requireInRange("tributary.batch.max-bytes", maxBytes, 1_024, MAX_REQUEST_BYTES);
        if (maxWait.isNegative() || maxWait.isZero()) {
            throw new IllegalArgumentException(
                    "tributary.batch.max-wait: '" + maxWait + "' has to be longer than nothing: PT1S");
        }
    }

    private static void requireInRange(String setting, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(setting + ": '" + value + "' is not within " + least + " and " + most);
        }
    }
}

package io.tributary.record;

/**
 * Orders the updates of one key: first by what the source says, then by when it was read.
 *
 * @param source the source's own version, in the units of the field that the definition names (timestamps: microseconds
 *     since 1970 UTC, dates: days, numbers: as they are); {@code 0} for all records of a projection without a version
 * @param sequence the read sequence, in microseconds since 1970 UTC, unique per agent; for a message of another producer its
 *     SentTimestamp, which stays the same over redeliveries
 */
public record Version(long source, long sequence) implements Comparable<Version> {

    @Override
    public int compareTo(Version other) {
        int bySource = Long.compare(source, other.source);
        return bySource != 0 ? bySource : Long.compare(sequence, other.sequence);
    }
}

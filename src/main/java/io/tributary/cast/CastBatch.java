package io.tributary.cast;

import java.util.List;

/** What became of a record batch: each of its rows is in exactly one of the two lists. */
public record CastBatch(List<CastRecord> records, List<RejectedRecord> rejected) {}

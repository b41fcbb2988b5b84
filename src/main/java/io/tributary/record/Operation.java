package io.tributary.record;

/** What a record does to its key. */
public enum Operation {
    UPSERT,
    DELETE
}

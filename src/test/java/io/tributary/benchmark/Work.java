package io.tributary.benchmark;

import java.util.Locale;
import java.util.function.IntFunction;

/** What is done with the rows: one contest each. */
enum Work {
    QUEUE_NEW(
            "Queue to projection: new rows",
            "All messages are in the queue, the projection is empty. From the start of the consumers to the last row in the database"
                    + " and the queue empty.",
            OrderRow::of,
            OrderRow::of),
    QUEUE_CHANGED(
            "Queue to projection: changed rows",
            "All rows are in the projection, and all messages are in the queue: a version of each row that is a day younger, with"
                    + " another status. From the start of the consumers to the last changed row in the database and the queue empty.",
            OrderRow::of,
            number -> OrderRow.of(number).changed()),
    QUEUE_REDELIVERED(
            "Queue to projection: redelivered rows",
            "All rows are in the projection, and the very same messages are in the queue again, body for body, as after an"
                    + " acknowledgement that was lost. From the start of the consumers to the queue empty.",
            OrderRow::of,
            OrderRow::of),
    QUEUE_NEW_500(
            "Queue to projection: new records of 500 bytes",
            "As for new rows, with a comment so long that a row has 500 bytes as a line of CSV.",
            OrderRow::wide,
            OrderRow::wide),
    FILE_NEW(
            "File to projection: new rows",
            "The initial load. From the file to the last row in the database and the queue empty; reading, sending, receiving and"
                    + " writing go on at the same time.",
            OrderRow::of,
            OrderRow::of);

    private final String title;
    private final String question;
    private final IntFunction<OrderRow> before;
    private final IntFunction<OrderRow> timed;

    Work(String title, String question, IntFunction<OrderRow> before, IntFunction<OrderRow> timed) {
        this.title = title;
        this.question = question;
        this.before = before;
        this.timed = timed;
    }

    /** The id of its contest. */
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String title() {
        return title;
    }

    String question() {
        return question;
    }

    /** The rows that are in the projection before the clock starts: one, or all where that is the point. */
    IntFunction<OrderRow> before() {
        return before;
    }

    /** The rows that come while the clock runs. */
    IntFunction<OrderRow> timed() {
        return timed;
    }
}

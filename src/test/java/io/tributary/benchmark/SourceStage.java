package io.tributary.benchmark;

import io.tributary.benchmark.Contest.Claim;
import io.tributary.benchmark.Contest.Entry;
import java.util.ArrayList;
import java.util.List;

/** From the source to the queue. */
public final class SourceStage implements Stage {

    private static final String UNTIL =
            " The clock stops when the sender says that all is sent and the queue's depth shows it; then the queue is emptied and every row compared.";

    @Override
    public String name() {
        return "sources";
    }

    @Override
    public List<Contest> contests(Sizes sizes) {
        return List.of(
                contest(
                        "csv-queue",
                        "CSV to queue: orders of ten fields",
                        "From the file of 130 bytes a row to the last row in the queue." + UNTIL,
                        new Given(SourceRows.ORDERS, false, sizes.of(300_000), sizes.of(3_000)),
                        List.of()),
                contest(
                        "csv-queue-500",
                        "CSV to queue: records of 500 bytes",
                        "From the file of 500 bytes a row to the last row in the queue." + UNTIL,
                        new Given(SourceRows.CONTACTS, false, sizes.of(150_000), sizes.of(3_000)),
                        List.of(new Claim("USD per million", 0.01))),
                contest(
                        "jdbc-queue",
                        "Table to queue: orders of ten columns",
                        "From the commit of all rows to the last of them in the queue; an H2 table in memory, by its version column."
                                + UNTIL,
                        new Given(SourceRows.ORDERS, true, sizes.of(200_000), sizes.of(3_000)),
                        List.of()));
    }

    /** Rows of a contest; those who send one message per row get fewer, they would take minutes. */
    private record Given(SourceRows rows, boolean table, int packed, int single) {}

    private static Contest contest(String id, String title, String question, Given given, List<Claim> more) {
        List<Claim> claims = new ArrayList<>(List.of(
                new Claim("parse and send", 0.7), new Claim("one message per row", 20), new Claim("naive Camel", 20)));
        claims.addAll(more);
        return new Contest(
                id,
                title,
                question,
                "rows",
                List.of(
                        entry(new TributarySource(), given, given.packed),
                        entry(new ParseAndSend(), given, given.packed),
                        entry(new OneMessagePerRow(), given, given.single),
                        entry(new NaiveCamelSource(), given, given.single)),
                claims);
    }

    private static Entry entry(SourceContestant contestant, Given given, int count) {
        return new Entry(contestant.name(), contestant.settings(), contestant.lacks(), (engines, id) -> new SourceTrial(
                        engines, contestant, given.rows, given.table, count)
                .run(id));
    }
}

package io.tributary.benchmark;

import io.tributary.benchmark.Contest.Claim;
import io.tributary.benchmark.Contest.Entry;
import io.tributary.benchmark.Trial.From;
import java.util.List;
import java.util.stream.Stream;

/** From the queue to the projection, and from the file to the projection. */
public final class ProjectionStage implements Stage {

    @Override
    public String name() {
        return "projection";
    }

    @Override
    public List<Contest> contests(Sizes sizes) {
        return List.of(
                contest(
                        "queue-new",
                        "Queue to projection: new rows",
                        "From the full queue to the last row in the database and the queue empty.",
                        From.QUEUE_TO_PROJECTION,
                        sizes),
                contest(
                        "file-new",
                        "File to projection: new rows",
                        "From the file to the last row in the database and the queue empty.",
                        From.FILE_TO_PROJECTION,
                        sizes));
    }

    private static Contest contest(String id, String title, String question, From from, Sizes sizes) {
        return new Contest(
                id,
                title,
                question,
                "rows",
                Stream.of(
                                entry(new TributaryContestant(), from, sizes.of(100_000)),
                                entry(new BareLoop(2), from, sizes.of(100_000)),
                                entry(new NaiveCamelRoute(), from, sizes.of(2_000)))
                        .toList(),
                List.of(new Claim("bare loop", 0.85), new Claim("naive Camel", 30)));
    }

    private static Entry entry(Contestant contestant, From from, int rows) {
        return new Entry(
                contestant.name(), contestant.settings(), "", (engines, id) -> new Trial(engines, contestant, rows)
                        .run(from, id));
    }
}

package io.tributary.benchmark;

import io.tributary.benchmark.Contest.Claim;
import io.tributary.benchmark.Contest.Entry;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** From the queue to the projection, and from the file to the projection. */
public final class ProjectionStage implements Stage {

    private static final double OF_THE_BARE_LOOP = 0.85;
    private static final double OF_THE_BARE_LOOP_END_TO_END = 0.75;
    private static final List<Claim> CLAIMS_ON_PEERS =
            List.of(new Claim("naive Camel", 30), new Claim("tuned Camel", 3), new Claim("Spring", 3));

    @Override
    public String name() {
        return "projection";
    }

    @Override
    public List<Contest> contests(Sizes sizes) {
        List<Contestant> contestants = contestants();
        return Stream.of(Work.values())
                .map(work -> contest(work, contestants, sizes))
                .toList();
    }

    /** Tributary first: the others are compared with it. Behind those that are always there come those that the profile adds. */
    static List<Contestant> contestants() {
        return Stream.concat(
                        Stream.of(
                                new TributaryContestant(),
                                BareLoop.indexed(),
                                BareLoop.withoutIndex(),
                                TunedCamelRoute.rowByRow(),
                                TunedCamelRoute.packed(),
                                new NaiveCamelRoute()),
                        services().stream())
                .toList();
    }

    /** The contestants that need libraries of their own; none without the profile {@code bench}. */
    static List<Contestant> services() {
        return ServiceLoader.load(Contestant.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    private static Contest contest(Work work, List<Contestant> contestants, Sizes sizes) {
        List<Contestant> able = contestants.stream()
                .filter(contestant -> contestant.work().contains(work))
                .toList();
        return new Contest(
                work.id(),
                work.title(),
                question(work),
                "rows",
                able.stream().map(contestant -> entry(contestant, work, sizes)).toList(),
                claims(work, able));
    }

    private static String question(Work work) {
        return work.question() + " Contestants that take one row at a time get fewer rows, as their settings say."
                + (services().isEmpty() ? " Spring and Kafka Connect were not there: they need `-Pbench`." : "");
    }

    private static List<Claim> claims(Work work, List<Contestant> able) {
        Claim limit = new Claim("bare loop", work == Work.FILE_NEW ? OF_THE_BARE_LOOP_END_TO_END : OF_THE_BARE_LOOP);
        Stream<Claim> peers = work == Work.QUEUE_NEW ? CLAIMS_ON_PEERS.stream() : Stream.empty();
        List<String> there = able.stream().map(Contestant::name).toList();
        return Stream.concat(Stream.of(limit), peers)
                .filter(claim -> there.contains(claim.than()))
                .toList();
    }

    private static Entry entry(Contestant contestant, Work work, Sizes sizes) {
        int rows = sizes.of(contestant.rows());
        return new Entry(
                contestant.name(),
                "%,d rows; %s".formatted(rows, contestant.settings()),
                contestant.lacks(),
                (engines, id) -> new Trial(engines, contestant, rows).run(work, id));
    }
}

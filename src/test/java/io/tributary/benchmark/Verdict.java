package io.tributary.benchmark;

import io.tributary.benchmark.Contest.Claim;
import io.tributary.benchmark.Results.Kept;
import java.util.List;
import java.util.Optional;

/**
 * What became of a claim.
 *
 * @param ratio whether it is about the rate of another contestant, and not about a figure of Tributary's own
 * @param measured the ratio of median rates, or the median of the figure; NaN if that was not measured
 */
record Verdict(Kept contest, Claim claim, boolean ratio, double measured) {

    static List<Verdict> of(Kept contest) {
        return contest.claims().stream().map(claim -> of(contest, claim)).toList();
    }

    private static Verdict of(Kept contest, Claim claim) {
        Kept.Contestant subject = contest.subject();
        Optional<Kept.Contestant> other = contest.contestants().stream()
                .filter(contestant -> contestant.name().equals(claim.than()))
                .findFirst();
        double measured = other.map(Spread::rate)
                .map(rate -> Spread.rate(subject).median() / rate.median())
                .orElseGet(() -> Spread.also(subject, claim.than()).median());
        return new Verdict(contest, claim, other.isPresent(), measured);
    }

    boolean isMeasured() {
        return !Double.isNaN(measured);
    }

    /** Whether the exact figure, not the rounded one, is within the bound. */
    boolean holds() {
        return ratio ? measured >= claim.bound() : measured <= claim.bound();
    }

    /** In words, such as "at least 0.85 times the rate of bare loop". */
    String asked() {
        String bound = Figures.bound(claim.bound());
        if (!isMeasured()) {
            return claim.than() + ": " + bound;
        }
        return ratio ? "at least " + bound + " times the rate of " + claim.than() : claim.than() + ": at most " + bound;
    }

    String found() {
        return Figures.text(measured) + (isMeasured() && ratio ? " times" : "");
    }

    /** Asked, measured, and what became of it. */
    String sentence() {
        return isMeasured()
                ? "Asked: " + asked() + ". Measured: " + found() + ". It " + outcome() + "."
                : "Asked: " + asked() + ". It was " + outcome() + ".";
    }

    String outcome() {
        if (!isMeasured()) {
            return "**not measured**";
        }
        return holds() ? "holds" : "**does not hold**";
    }
}

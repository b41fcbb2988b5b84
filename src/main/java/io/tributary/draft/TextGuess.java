package io.tributary.draft;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Guesses what the texts of a column are: booleans, numbers, dates, timestamps; with its confidence, and what else they could be. */
final class TextGuess {

    /** The part of the values that a type has to take; the others are named, and would be rejected. */
    private static final double ENOUGH = 0.95;

    /** Values that every candidate is tried on before those that promise something are tried on all. */
    private static final int FIRST = 60;

    private static final Pattern LEADING_ZERO = Pattern.compile("[+-]?0\\d+");
    private static final Pattern EIGHT_DIGITS = Pattern.compile("(19|20)\\d{6}");
    private static final Pattern THOUSANDS = Pattern.compile("[+-]?\\d{1,3}([.,]\\d{3})+");
    private static final Pattern DATE_NAME =
            Pattern.compile("(?i).*(date|day|since|until|born|birth|datum|data|fecha|_dt|_on).*");

    private final List<String> values;
    private final int rows;

    private TextGuess(List<String> values, int rows) {
        this.values = values;
        this.rows = rows;
    }

    /**
     * The guess for a column.
     *
     * @param column its name, which decides where values could be two things
     * @param all its values, empty ones too
     */
    static Guess of(String column, List<String> all) {
        List<String> values = all.stream()
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
        return new TextGuess(values, all.size()).guess(column);
    }

    private Guess guess(String column) {
        if (values.isEmpty()) {
            return Guess.string("no value in %,d rows: the type is not known".formatted(rows));
        }
        Guess words = words();
        if (words != null) {
            return words;
        }
        if (values.stream().anyMatch(value -> LEADING_ZERO.matcher(value).matches())) {
            return Guess.string("digits with leading zeros, as codes have: a text");
        }
        Candidate best = best();
        if (best == null) {
            return Guess.string("");
        }
        if (best.type().equals("long")
                && values.stream().allMatch(v -> EIGHT_DIGITS.matcher(v).matches())) {
            return eightDigits(column, best);
        }
        Trial trial = best.trial(values);
        return trial.taken() >= ENOUGH * values.size() ? sure(best, trial) : unsure(best, trial);
    }

    private Guess sure(Candidate best, Trial trial) {
        return new Guess(best.type(), best.options(), confidence(best, trial) + ambiguity(best, trial));
    }

    private Guess unsure(Candidate best, Trial trial) {
        if (trial.taken() * 2 < values.size()) {
            return Guess.string("");
        }
        return Guess.string("MIXED, so it stays a text: " + confidence(best, trial));
    }

    /** {@code date dd/MM/yyyy: 998 of 1,000 values; 2 are empty}. */
    private String confidence(Candidate best, Trial trial) {
        int empty = rows - values.size();
        int refused = values.size() - trial.taken();
        String text = "%s: %,d of %,d values".formatted(best.text(), trial.taken(), rows);
        if (empty > 0) {
            text += "; %,d %s empty".formatted(empty, empty == 1 ? "is" : "are");
        }
        if (refused > 0) {
            String shown =
                    trial.refused().stream().map(value -> "'" + value + "'").collect(Collectors.joining(", "));
            text += "; %,d %s not: %s".formatted(refused, refused == 1 ? "is" : "are", shown);
        }
        return text;
    }

    private String ambiguity(Candidate best, Trial trial) {
        Candidate other = best.swapped();
        if (other != null && other.trial(values).taken() == trial.taken()) {
            return "; AMBIGUOUS: all are " + other.format() + " as well, no day is above 12";
        }
        boolean thousands = best.type().equals("decimal")
                && !best.options().containsKey("grouping")
                && values.stream()
                        .filter(v -> v.matches(".*[.,].*"))
                        .allMatch(v -> THOUSANDS.matcher(v).matches());
        return thousands ? "; AMBIGUOUS: what stands before three digits could separate thousands" : "";
    }

    private Guess eightDigits(String column, Candidate number) {
        Candidate date = Candidate.date("yyyyMMdd");
        Trial trial = date.trial(values);
        if (trial.taken() < values.size()) {
            return sure(number, number.trial(values));
        }
        return DATE_NAME.matcher(column).matches()
                ? new Guess("date", date.options(), confidence(date, trial) + "; they could be numbers, too")
                : new Guess(
                        "long",
                        Map.of(),
                        confidence(number, number.trial(values)) + "; they could be dates yyyyMMdd, too");
    }

    private @Nullable Guess words() {
        Set<String> distinct = new LinkedHashSet<>();
        for (String value : values) {
            distinct.add(value.toLowerCase(Locale.ROOT));
            if (distinct.size() > 2) {
                return null;
            }
        }
        for (List<String> pair : Candidate.BOOLEANS) {
            if (distinct.equals(Set.copyOf(pair))) {
                Map<String, Object> options = new LinkedHashMap<>();
                if (!pair.get(0).equals("true")) {
                    options.put("true", spelled(pair.get(0)));
                    options.put("false", spelled(pair.get(1)));
                }
                Candidate candidate = new Candidate("boolean", options, "boolean " + String.join(" and ", pair));
                return sure(candidate, candidate.trial(values));
            }
        }
        return null;
    }

    private String spelled(String word) {
        return values.stream().filter(word::equalsIgnoreCase).findFirst().orElse(word);
    }

    private @Nullable Candidate best() {
        List<String> first = values.subList(0, Math.min(FIRST, values.size()));
        List<Candidate> promising = new ArrayList<>();
        for (Candidate candidate : Candidate.all()) {
            if (candidate.trial(first).taken() * 3 >= first.size()) {
                promising.add(candidate);
            }
        }
        Candidate best = null;
        int most = 0;
        for (Candidate candidate : promising) {
            int taken = candidate.trial(values).taken();
            if (taken > most) {
                best = candidate;
                most = taken;
            }
        }
        return best == null || most >= ENOUGH * values.size() ? best : several(promising, best, most);
    }

    /** Where no form is enough, two together may be: definitions take a list of formats. Never of two that contradict each other. */
    private Candidate several(List<Candidate> promising, Candidate best, int most) {
        Candidate found = best;
        int taken = most;
        for (Candidate other : promising) {
            Candidate both = best.with(other);
            int ofBoth = both == null ? 0 : both.trial(values).taken();
            if (both != null && ofBoth > taken) {
                found = both;
                taken = ofBoth;
            }
        }
        return found;
    }
}

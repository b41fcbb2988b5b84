package io.tributary.benchmark;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Figures as readers of a table want them: three significant digits below a hundred, whole numbers above. */
final class Figures {

    private Figures() {}

    static String text(double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        double size = Math.abs(value);
        if (size >= 99.95 || size == Math.rint(size)) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        int decimals = size >= 9.995 ? 1 : size >= 0.9995 ? 2 : 2 - (int) Math.floor(Math.log10(size));
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    /** A bound as somebody wrote it: no digits are lost and none are added. */
    static String bound(double value) {
        return new DecimalFormat("#,##0.######", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
    }

    static String text(Spread spread) {
        return Double.isNaN(spread.median()) || spread.least() == spread.most()
                ? text(spread.median())
                : text(spread.median()) + " (" + text(spread.least()) + " - " + text(spread.most()) + ")";
    }
}

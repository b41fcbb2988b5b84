package io.tributary.scaling;

import java.util.Locale;

/** Numbers as the page shows them: three significant digits, or whole. */
final class Text {

    private Text() {}

    static String number(double value) {
        double size = Math.abs(value);
        if (size == Math.rint(size) || size >= 1_000) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        int decimals = size >= 100 ? 0 : 2 - (int) Math.floor(Math.log10(size));
        String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
        return decimals == 0 ? text : text.replaceFirst("\\.?0+$", "");
    }

    static String seconds(double seconds) {
        if (seconds < 0.001) {
            return number(seconds * 1e6) + " µs";
        }
        return seconds < 1 ? number(seconds * 1e3) + " ms" : number(seconds) + " s";
    }

    static String row(Object... cells) {
        StringBuilder row = new StringBuilder("|");
        for (Object cell : cells) {
            row.append(' ').append(cell).append(" |");
        }
        return row.append('\n').toString();
    }
}

package io.tributary.cast;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.tributary.definition.BuiltIn;
import io.tributary.definition.CastStep;
import io.tributary.definition.TextPattern;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The built-in steps of texts. */
final class TextSteps {

    private static final Pattern BLANKS = TextPattern.compile("[\\s\\p{Z}]+");

    private static final Pattern AROUND = TextPattern.compile("^[\\s\\p{Z}]+|[\\s\\p{Z}]+$");

    private TextSteps() {}

    static Step of(BuiltIn builtIn, CastStep step) {
        String with = step.text("with", " ");
        String of = step.text("of", " ");
        int to = step.count("to", 0);
        return TextStep.of(
                switch (builtIn) {
                    case TRIM -> text -> AROUND.matcher(text).replaceAll("");
                    case UPPER -> text -> text.toUpperCase(Locale.ROOT);
                    case LOWER -> text -> text.toLowerCase(Locale.ROOT);
                    case CAPITALIZE -> TextSteps::capitalized;
                    case COLLAPSE_BLANKS ->
                        text -> BLANKS.matcher(AROUND.matcher(text).replaceAll(""))
                                .replaceAll(" ");
                    case PAD_LEFT -> text -> with.repeat(missing(text, to)) + text;
                    case PAD_RIGHT -> text -> text + with.repeat(missing(text, to));
                    case UNPAD_LEFT -> text -> unpadLeft(text, of);
                    case UNPAD_RIGHT -> text -> unpadRight(text, of);
                    case REPLACE -> replace(step);
                    case EXTRACT -> extract(step);
                    case SUBSTRING ->
                        text -> substring(text, step.count("from", 0), step.count("to", Integer.MAX_VALUE));
                    case NULL_IF -> nullIf(step.list("words"));
                    case SHA256 -> TextSteps::sha256;
                    default -> mask(step.count("keep", 0), step.text("with", "*"));
                });
    }

    private static String capitalized(String text) {
        StringBuilder result = new StringBuilder(text.length());
        boolean inWord = false;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            result.appendCodePoint(inWord ? Character.toLowerCase(c) : Character.toTitleCase(c));
            inWord = Character.isLetterOrDigit(c) || (inWord && c == '\'');
            i += Character.charCount(c);
        }
        return result.toString();
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static int missing(String text, int length) {
        return Math.max(0, length - length(text));
    }

    private static String unpadLeft(String text, String of) {
        int from = 0;
        while (text.startsWith(of, from) && from + of.length() < text.length()) {
            from += of.length();
        }
        return text.substring(from);
    }

    private static String unpadRight(String text, String of) {
        int to = text.length();
        while (to > of.length() && text.startsWith(of, to - of.length())) {
            to -= of.length();
        }
        return text.substring(0, to);
    }

    private static TextStep replace(CastStep step) {
        String with = step.text("with", "");
        String literal = step.text("text");
        if (literal != null) {
            return text -> text.replace(literal, with);
        }
        Pattern pattern = TextPattern.compile(step.text("pattern", ""));
        return text -> pattern.matcher(text).replaceAll(with);
    }

    private static TextStep extract(CastStep step) {
        Pattern pattern = TextPattern.compile(step.text("pattern", ""));
        int group = step.count("group", Math.min(1, pattern.groupCount()));
        boolean optional = step.flag("optional");
        return text -> {
            Matcher matcher = pattern.matcher(text);
            if (matcher.find()) {
                return matcher.group(group);
            }
            if (optional) {
                return null;
            }
            throw CastFailure.of(text, "holds nothing that matches " + pattern.pattern());
        };
    }

    private static String substring(String text, int from, int to) {
        int length = length(text);
        int begin = text.offsetByCodePoints(0, Math.min(from, length));
        return text.substring(begin, text.offsetByCodePoints(0, Math.min(to, length)));
    }

    private static TextStep nullIf(List<?> words) {
        List<String> lower = new ArrayList<>();
        words.forEach(word -> lower.add(String.valueOf(word).toLowerCase(Locale.ROOT)));
        return text -> lower.contains(text.toLowerCase(Locale.ROOT)) ? null : text;
    }

    private static @Nullable Object sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static TextStep mask(int keep, String with) {
        return text -> {
            int length = length(text);
            int hidden = length > keep ? length - keep : length;
            return with.repeat(hidden) + text.substring(text.offsetByCodePoints(0, hidden));
        };
    }
}

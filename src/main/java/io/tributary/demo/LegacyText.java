package io.tributary.demo;

/**
 * What makes the generated texts as awkward as real ones: accents, delimiters, quotes and newlines, all derived from the key, so
 * that the same row is the same text wherever it is generated. No text begins or ends with white space.
 */
final class LegacyText {

    private static final String[] HOUSES = {
        "Müller & Söhne", "Société du Café", "Ångström Åkeri", "Peña y Hijos", "Conceição Irmãos", "Grünwald Straße"
    };

    private LegacyText() {}

    /** A name: every tenth holds accents, every tenth quotes. All of it fits ISO-8859-1. */
    static String name(long id, String generated) {
        return switch ((int) (id % 10)) {
            case 3 -> HOUSES[(int) (id / 10 % HOUSES.length)] + " " + generated.substring(generated.indexOf('#'));
            case 7 -> generated.replace("#", " \"Ace\" #");
            default -> generated;
        };
    }

    /** An address: some hold the delimiter, some a newline and quotes. */
    static String address(long id, String generated) {
        String street = generated.strip();
        return switch ((int) (id % 16)) {
            case 2, 10 -> street + "; 2nd floor";
            case 5 -> street + "\nBuilding \"B\"";
            case 6 -> street + "\r\nc/o Café";
            default -> street;
        };
    }

    /** A comment: some hold everything at once, an empty line included. */
    static String comment(long id, String generated) {
        String text = generated.strip();
        return id % 12 == 4 ? "\"" + text + "\"; see below:\r\n\r\n;;" + id : text;
    }

    /** A nation: one with the delimiter of its file, one beyond ISO-8859-1. */
    static String nation(String generated) {
        return switch (generated) {
            case "UNITED STATES" -> "UNITED STATES, THE";
            case "CHINA" -> "CHINA (中国)";
            default -> generated;
        };
    }
}

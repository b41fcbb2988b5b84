package io.tributary.agent;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.RecordWrapper;
import io.tributary.record.RecordBatchCodec;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The row that the parser stands at. There is one object for all rows of a file; the values of each are a new array. */
final class CsvRow extends AbstractBaseCsvCallbackHandler<CsvRow> {

    /** Values that are kept of one row; the others are only counted, so that a line of a million commas costs nothing. */
    private static final int MAX_VALUES = RecordBatchCodec.MAX_COLUMNS + 1;

    /** Characters that are kept of one row: no message holds more. */
    private static final int MAX_CHARACTERS = BatchPacker.MAX_JSON_BYTES;

    private @Nullable Object[] values = new Object[0];
    private int width = 16;
    private int count;
    private int kept;
    private int characters;
    private char last;
    private long line;

    @Override
    protected void handleBegin(long startingLineNumber) {
        line = startingLineNumber;
        count = 0;
        kept = 0;
        characters = 0;
        values = new Object[width];
    }

    @Override
    protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
        count = index + 1;
        last = length == 0 ? 0 : buffer[offset + length - 1];
        if (kept < index || index == MAX_VALUES || length > MAX_CHARACTERS - characters) {
            return;
        }
        if (index == values.length) {
            values = Arrays.copyOf(values, 2 * index);
        }
        values[index] = new String(buffer, offset, length);
        kept = count;
        characters += length;
    }

    @Override
    protected RecordWrapper<CsvRow> buildRecord() {
        return wrapRecord(this);
    }

    /** The number of values that rows have: their arrays are made with this length. */
    void expect(int columns) {
        width = columns;
    }

    int count() {
        return count;
    }

    /** Whether the row is larger than a message can be; then {@link #values} has only its beginning. */
    boolean isTooLarge() {
        return kept < count;
    }

    /** The last character of the last value, or NUL if that is empty. */
    char last() {
        return last;
    }

    /** The line at which the row begins, 1-based. */
    int line() {
        return (int) Math.min(line, Integer.MAX_VALUE);
    }

    /** The values, in an array of {@link #count()} unless the row is too large. */
    @Nullable
    Object[] values() {
        return values.length == kept ? values : Arrays.copyOf(values, kept);
    }

    String value(int index) {
        return String.valueOf(values[index]);
    }

    boolean isMalformed() {
        for (int i = 0; i < kept; i++) {
            if (FileText.isMalformed((String) values[i])) {
                return true;
            }
        }
        return false;
    }
}

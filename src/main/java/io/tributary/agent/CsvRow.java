package io.tributary.agent;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.RecordWrapper;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The row that the parser stands at. There is one object for all rows of a file; the values of each are a new array. */
final class CsvRow extends AbstractBaseCsvCallbackHandler<CsvRow> {

    private @Nullable Object[] values = new Object[0];
    private int width = 16;
    private int count;
    private long line;

    @Override
    protected void handleBegin(long startingLineNumber) {
        line = startingLineNumber;
        count = 0;
        values = new Object[width];
    }

    @Override
    protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
        if (index == values.length) {
            values = Arrays.copyOf(values, 2 * index);
        }
        values[index] = new String(buffer, offset, length);
        count = index + 1;
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

    /** The line at which the row begins, 1-based. */
    int line() {
        return (int) Math.min(line, Integer.MAX_VALUE);
    }

    /** The values, in an array of {@link #count()}. */
    @Nullable
    Object[] values() {
        return values.length == count ? values : Arrays.copyOf(values, count);
    }

    String value(int index) {
        return String.valueOf(values[index]);
    }

    boolean isMalformed() {
        for (int i = 0; i < count; i++) {
            if (FileText.isMalformed((String) values[i])) {
                return true;
            }
        }
        return false;
    }
}

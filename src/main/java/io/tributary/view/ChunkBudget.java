package io.tributary.view;

import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/**
 * Counts what a chunk of views is made of, while it is read. Several views that are more than a process wants to hold are built fewer
 * at a time. One view alone may be larger, but only one such view at a time in a process, and not beyond half of the heap: it is
 * refused before memory ends. Open until the views are written.
 */
final class ChunkBudget implements AutoCloseable {

    /** The one large view that a process holds at a time, over all threads and definitions. */
    private static final Semaphore LARGE = new Semaphore(1);

    private static final int PER_DOCUMENT = 120;
    private static final int PER_FIELD = 100;
    private static final int PER_ABSENT = 8;

    private final String view;
    private final int keys;
    private final Limits limits;
    private int documents;
    private long bytes;
    private boolean large;

    /**
     * What may be held at a time; bytes are estimated bytes of heap.
     *
     * @param documents documents of a chunk of several views
     * @param chunkBytes bytes of a chunk of several views
     * @param viewBytes bytes of one view alone
     */
    record Limits(int documents, long chunkBytes, long viewBytes) {

        /** Limits that follow the heap of this process. */
        static Limits ofHeap(int documents) {
            long heap = Runtime.getRuntime().maxMemory();
            return new Limits(documents, heap / 16, heap / 2);
        }
    }

    ChunkBudget(String view, int keys, Limits limits) {
        this.view = view;
        this.keys = keys;
        this.limits = limits;
    }

    /**
     * Counts a document that was read.
     *
     * @throws ChunkTooWideException if the views of the chunk need more than a chunk may
     * @throws ViewRefusedException if a view alone needs more than a view may
     */
    void take(Row row) {
        documents++;
        long heap = PER_DOCUMENT + heap(row.id());
        for (int i = 0; i < row.size(); i++) {
            Object value = row.get(i);
            heap += value == null ? PER_ABSENT : PER_FIELD + heap(value);
        }
        take(heap);
    }

    /** Counts the bytes of a view that was assembled. */
    void take(ViewSize size) {
        take(size.bytes());
    }

    private void take(long more) {
        bytes += more;
        if (keys > 1 && (documents > limits.documents || bytes > limits.chunkBytes)) {
            throw new ChunkTooWideException(view, keys, limits.documents);
        }
        if (bytes <= limits.chunkBytes) {
            return;
        }
        if (!large) {
            LARGE.acquireUninterruptibly();
            large = true;
        }
        if (bytes > limits.viewBytes) {
            throw new ViewRefusedException(
                    Refusal.Reason.TOO_LARGE,
                    String.format(
                            "%,d documents of it take more than %,d MB of memory, half of what this process has; "
                                    + "give it more (-Xmx), leave fields out of the view, or split it",
                            documents, limits.viewBytes >> 20));
        }
    }

    @Override
    public void close() {
        if (large) {
            large = false;
            LARGE.release();
        }
    }

    /**
     * About what a stored value takes on the heap, as it is read and in the maps of the view that is made of it: many small fields take
     * several times their BSON. Asked for every field that is read, so what is met most is asked first: whether an object implements an
     * interface is a slow question where it does not.
     */
    private static long heap(@Nullable Object value) {
        if (value instanceof String text) {
            return 48 + 2L * text.length();
        } else if (value == null || value instanceof Number || value instanceof Date || value instanceof Boolean) {
            return 32;
        } else if (value instanceof Map<?, ?> map) {
            long sum = PER_DOCUMENT;
            for (Object member : map.values()) {
                sum += PER_FIELD + heap(member);
            }
            return sum;
        } else if (value instanceof List<?> list) {
            long sum = PER_DOCUMENT;
            for (Object element : list) {
                sum += heap(element);
            }
            return sum;
        }
        if (value instanceof Object[] parts) {
            return heap(Arrays.asList(parts));
        }
        return value instanceof Binary binary ? 48L + binary.length() : 32;
    }
}

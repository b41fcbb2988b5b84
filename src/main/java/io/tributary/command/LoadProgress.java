package io.tributary.command;

import io.tributary.agent.AgentProgress;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;

/** The progress of the initial load: rows that the projections have taken in, with what has been read as a message. */
final class LoadProgress implements AgentProgress, AutoCloseable {

    private final @Nullable ProgressBar bar;
    private long read;

    LoadProgress(long rows) {
        bar = Progress.bar("rows in projections", "rows", rows);
    }

    @Override
    public synchronized void advanced(String agent, String topic, long rows, long bytes) {
        read += rows;
        if (bar != null) {
            bar.setExtraMessage(String.format("(%,d read)", read));
        }
    }

    /** So many rows are in projections. */
    void taken(long rows) {
        if (bar != null) {
            bar.stepTo(rows);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}

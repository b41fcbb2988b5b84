package io.tributary.command;

import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Progress bars on standard error, with a rate and an estimate; none where the output is not a terminal. */
final class Progress {

    private static final Duration BETWEEN = Duration.ofMillis(250);

    private Progress() {}

    /** A bar of unknown length, or null where there is no terminal. */
    static @Nullable ProgressBar bar(String task, String unit) {
        return bar(task, unit, -1);
    }

    /** A bar, or null where there is no terminal. */
    static @Nullable ProgressBar bar(String task, String unit, long length) {
        if (System.console() == null) {
            return null;
        }
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setUnit(" " + unit, 1)
                .setInitialMax(length)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis((int) BETWEEN.toMillis())
                .setConsumer(new ConsoleProgressBarConsumer(System.err))
                .showSpeed()
                .build();
    }
}

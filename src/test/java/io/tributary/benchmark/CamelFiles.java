package io.tributary.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;

/** What the contestants that are Camel routes have in common: files are dropped into a folder, and a route can be held. */
abstract class CamelFiles implements Contestant.Running {

    /** Milliseconds between two looks into the folder. */
    static final int POLL_DELAY = 20;

    private final CamelContext camel;
    private final Path folder;
    private final String consumingRoute;
    private Path last;

    CamelFiles(CamelContext camel, Path folder, String consumingRoute) {
        this.camel = camel;
        this.folder = folder;
        this.consumingRoute = consumingRoute;
        this.last = folder;
    }

    @Override
    public void feed(Path csv) throws IOException {
        // Renamed within one file system: the route sees the whole file or none, and needs no lock.
        last = Files.move(csv, folder.resolve(csv.getFileName()), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void awaitSent() throws InterruptedException {
        Lane.awaitDone(last);
    }

    @Override
    public void hold() throws Exception {
        camel.getRouteController().stopRoute(consumingRoute);
        // A receive that waits cannot be broken off; what it still took would be missing.
        TimeUnit.MILLISECONDS.sleep(Lane.WAIT_TIME.toMillis() + 500);
    }

    @Override
    public void release() throws Exception {
        camel.getRouteController().startRoute(consumingRoute);
    }
}

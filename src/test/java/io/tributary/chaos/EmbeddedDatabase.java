package io.tributary.chaos;

import io.tributary.pipeline.ChildProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The embedded server in a process of its own; it keeps everything in memory, so it is not killed. */
final class EmbeddedDatabase implements Database {

    private final int port = Ports.free();
    private final ChildProcess process;

    EmbeddedDatabase(Path work) throws IOException, InterruptedException {
        process = ChildProcess.java(
                List.of("-Xmx768m"), DatabaseServer.class, work.resolve("database.log"), String.valueOf(port));
        Ports.awaitAnswer(port, process);
    }

    @Override
    public String name() {
        return "the embedded MongoDB in a process of its own (not restarted, since it is in memory)";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public boolean canCrash() {
        return false;
    }

    @Override
    public void crash() {
        throw new UnsupportedOperationException("the embedded MongoDB would lose everything");
    }

    @Override
    public void restart() {
        throw new UnsupportedOperationException("the embedded MongoDB would lose everything");
    }

    @Override
    public void close() throws InterruptedException {
        process.close();
    }
}

package io.tributary.chaos;

import io.tributary.pipeline.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The process of {@link BrokerServer}; it keeps its port over restarts. */
final class Broker implements AutoCloseable {

    private final int port = Ports.free();
    private final Path folder;
    private final Map<String, String> topics;
    private final Journal journal;
    private volatile ChildProcess process;

    /** @param topics by the name of their queue */
    Broker(Path work, Map<String, String> topics) throws IOException {
        this.folder = Files.createDirectories(work.resolve("broker"));
        this.topics = topics;
        this.journal = new Journal(folder.resolve(BrokerServer.JOURNAL));
        this.process = start();
        Ports.awaitAnswer(port, process);
    }

    private ChildProcess start() throws IOException {
        List<String> arguments = new ArrayList<>(List.of(String.valueOf(port), folder.toString()));
        topics.forEach((queue, topic) -> arguments.add(queue + "=" + topic));
        return ChildProcess.java(
                List.of("-Xmx512m"),
                BrokerServer.class,
                folder.resolveSibling("broker.log"),
                arguments.toArray(String[]::new));
    }

    int port() {
        return port;
    }

    Journal journal() {
        return journal;
    }

    void crash() throws InterruptedException {
        process.kill();
    }

    void restart() throws IOException {
        process = start();
        Ports.awaitAnswer(port, process);
    }

    @Override
    public void close() throws InterruptedException {
        process.close();
    }
}

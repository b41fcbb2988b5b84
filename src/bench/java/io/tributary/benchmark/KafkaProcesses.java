package io.tributary.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;

/**
 * A broker of one node and a stand-alone Connect worker, each a process with Kafka's own class path. They run from the first use until
 * this JVM ends, so that they are as warm as it is.
 */
final class KafkaProcesses {

    private static final Duration LONGEST_START = Duration.ofSeconds(90);

    private final Path folder;
    private final String bootstrap;
    private final Process broker;
    private final Process worker;
    private final ConnectRest rest;

    private KafkaProcesses(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        int port = freePort();
        this.bootstrap = "127.0.0.1:" + port;
        Path server = brokerProperties(port, freePort());
        Process format = java(
                "format",
                "kafka.tools.StorageTool",
                "format",
                "-t",
                Uuid.randomUuid().toString(),
                "-c",
                server.toString());
        if (!format.waitFor(LONGEST_START.toSeconds(), TimeUnit.SECONDS) || format.exitValue() != 0) {
            throw new IllegalStateException("the broker's storage was not formatted: " + log("format"));
        }
        this.broker = java("broker", "kafka.Kafka", server.toString());
        int restPort = freePort();
        this.worker = java(
                "connect",
                "org.apache.kafka.connect.cli.ConnectStandalone",
                workerProperties(restPort).toString());
        this.rest = new ConnectRest("http://127.0.0.1:" + restPort);
    }

    private static final class Started {
        static final KafkaProcesses PROCESSES = start();
    }

    /** The processes, started where nobody did before. */
    static KafkaProcesses running() {
        return Started.PROCESSES;
    }

    private static KafkaProcesses start() {
        try {
            KafkaProcesses processes = new KafkaProcesses(Files.createTempDirectory("tributary-bench-kafka"));
            Runtime.getRuntime().addShutdownHook(new Thread(processes::stop, "kafka-processes"));
            if (!processes.rest.awaitReady(LONGEST_START)) {
                throw new IllegalStateException(
                        "Connect did not start: " + processes.log("connect") + processes.log("broker"));
            }
            return processes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Kafka started", e);
        }
    }

    String bootstrap() {
        return bootstrap;
    }

    ConnectRest rest() {
        return rest;
    }

    /** CPU time of the Connect worker: the process that consumes. */
    long cpuNanos() {
        return worker.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    }

    private Path brokerProperties(int port, int controllerPort) throws IOException {
        return Files.writeString(
                folder.resolve("server.properties"), """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
                controller.listener.names=CONTROLLER
                inter.broker.listener.name=PLAINTEXT
                log.dirs=%3$s
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=1
                group.initial.rebalance.delay.ms=0
                """.formatted(port, controllerPort, folder.resolve("log")));
    }

    private Path workerProperties(int restPort) throws IOException {
        return Files.writeString(folder.resolve("worker.properties"), """
                bootstrap.servers=%s
                listeners=http://127.0.0.1:%d
                key.converter=org.apache.kafka.connect.storage.StringConverter
                value.converter=org.apache.kafka.connect.json.JsonConverter
                value.converter.schemas.enable=false
                offset.storage.file.filename=%s
                plugin.discovery=service_load
                consumer.max.poll.records=%d
                """.formatted(
                        bootstrap, restPort, folder.resolve("offsets"), KafkaConnectSink.PER_POLL));
    }

    private Process java(String name, String... command) throws IOException {
        List<String> all = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m", "-cp", classPath()));
        all.addAll(List.of(command));
        return new ProcessBuilder(all)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".out").toFile())
                .start();
    }

    /** What the profile wrote: the class path of Kafka and of nothing else. */
    private static String classPath() throws IOException {
        URL file = KafkaProcesses.class.getResource("/kafka.classpath");
        if (file == null) {
            throw new IllegalStateException("kafka.classpath is not on the class path; the profile bench writes it");
        }
        try (var in = file.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private String log(String name) throws IOException {
        return Files.readString(folder.resolve(name + ".out"));
    }

    private void stop() {
        worker.destroyForcibly();
        broker.destroyForcibly();
        try (Stream<Path> files = Files.walk(folder)) {
            broker.waitFor(10, TimeUnit.SECONDS);
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | InterruptedException e) {
            System.err.println("left behind: " + folder + ": " + e);
        }
    }
}

package io.tributary.chaos;

import io.tributary.pipeline.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;

/** Ports of the loopback address. */
final class Ports {

    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int CONNECT_MILLIS = 1_000;

    private Ports() {}

    /** One that nobody listens on. */
    static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the process listens; fails when it has ended. */
    static void awaitAnswer(int port, ChildProcess process) {
        awaitAnswer(port, process::isAlive, process.log());
    }

    static void awaitAnswer(int port, BooleanSupplier alive, Path log) {
        Awaitility.await("port " + port + ", see " + log)
                .atMost(LONGEST)
                .pollInterval(Duration.ofMillis(100))
                .failFast("the process has ended, see " + log, () -> !alive.getAsBoolean())
                .until(() -> answers(port));
    }

    static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}

package io.tributary.chaos;

import io.tributary.pipeline.ChildProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;

/** Ports of the loopback address. */
final class Ports {

    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int CONNECT_MILLIS = 1_000;
    private static final int FIRST = 12_000;
    private static final int FIRST_FOR_CONNECTIONS = 32_768;
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private Ports() {}

    /**
     * One that nobody listens on. It is below those that systems give to connections (from 32768 on Linux, from 49152 elsewhere): of
     * these, any of a run's many connections may get it before whoever wants to listen on it does, or while they are down.
     */
    static int free() {
        for (int tries = FIRST_FOR_CONNECTIONS - FIRST; tries > 0; tries--) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, FIRST_FOR_CONNECTIONS);
            if (GIVEN.add(port) && isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no port from " + FIRST + " to " + FIRST_FOR_CONNECTIONS + " is free");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
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

package io.tributary.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Stands before a server, and can be a bad line to it: cut, so that everybody is told; held, so that nobody is told and nothing
 * arrives for a while; slow; or half dead, where the server's end of a connection is gone and the client's never hears of it.
 */
public final class TcpProxy implements AutoCloseable {

    private static final int CHUNK = 16_384;

    private final InetSocketAddress server;
    private final ServerSocket listener;
    private final Set<Line> lines = ConcurrentHashMap.newKeySet();
    private final AtomicInteger refused = new AtomicInteger();
    private final Object change = new Object();
    private volatile boolean cut;
    private volatile boolean held;
    private volatile Duration delay = Duration.ZERO;

    public TcpProxy(String host, int port) throws IOException {
        server = new InetSocketAddress(host, port);
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** How many connections were refused since it was cut for the first time. */
    int refused() {
        return refused.get();
    }

    /** Who connects is sent away at once, and who is connected is cut off; returns how many those were. */
    public int cut() {
        cut = true;
        int connected = lines.size();
        lines.forEach(Line::close);
        return connected;
    }

    /** Connections are made and stay, but nothing passes until it is mended; then all of it does. */
    public void hold() {
        held = true;
    }

    /** Every piece of up to 16 KB takes so long. */
    public void slow(Duration delay) {
        this.delay = delay;
    }

    /** The servers' ends of some connections are closed, the clients' stay open and are never answered; returns their number. */
    public int strand(BooleanSupplier which) {
        int stranded = 0;
        for (Line line : lines) {
            if (!line.stranded && which.getAsBoolean()) {
                line.strand();
                stranded++;
            }
        }
        return stranded;
    }

    /** New connections work as if nothing had been; held ones go on. */
    public void mend() {
        synchronized (change) {
            cut = false;
            held = false;
            delay = Duration.ZERO;
            change.notifyAll();
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                if (cut) {
                    refused.incrementAndGet();
                    close(client);
                } else {
                    daemon(() -> connect(client));
                }
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void connect(Socket client) {
        Socket there = new Socket();
        try {
            there.connect(server);
        } catch (IOException e) {
            close(client);
            return;
        }
        Line line = new Line(client, there);
        lines.add(line);
        daemon(() -> line.copy(there, client));
        if (cut) {
            line.close();
        }
        line.copy(client, there);
    }

    /** Waits as long as the line is held, and as long as it is slow. */
    private void pass() throws InterruptedException {
        synchronized (change) {
            while (held) {
                change.wait();
            }
            if (!delay.isZero()) {
                change.wait(delay.toMillis());
            }
        }
    }

    /** A client's connection and its continuation to the server. */
    private final class Line {
        private final Socket client;
        private final Socket there;
        private volatile boolean stranded;

        Line(Socket client, Socket there) {
            this.client = client;
            this.there = there;
        }

        void copy(Socket from, Socket to) {
            byte[] chunk = new byte[CHUNK];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int size = in.read(chunk); size >= 0; size = in.read(chunk)) {
                    pass();
                    if (!stranded) {
                        out.write(chunk, 0, size);
                    }
                }
            } catch (IOException e) {
                // Either end is gone, or the line was cut: the other end is closed, too.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (!stranded || from == client) {
                close();
            }
        }

        void strand() {
            stranded = true;
            TcpProxy.close(there);
        }

        void close() {
            lines.remove(this);
            TcpProxy.close(client);
            TcpProxy.close(there);
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "tcp-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        cut();
        mend();
    }
}

package io.tributary.agent;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** An FTP server (RFC 959, passive mode) that lists what a test says, and remembers what it was asked for. */
final class HostileFtpServer implements AutoCloseable {

    /** The lines of every listing, as {@code ls -l} has them. */
    final List<String> listing = new CopyOnWriteArrayList<>();

    final Map<String, byte[]> files = new ConcurrentHashMap<>();
    final Queue<String> commands = new ConcurrentLinkedQueue<>();

    /** How many bytes of a file are sent before the connections end; negative for all of them. */
    volatile int cutAfter = -1;

    private final ServerSocket control = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();

    HostileFtpServer() throws IOException {
        start(() -> {
            while (!control.isClosed()) {
                Socket client = control.accept();
                open.add(client);
                start(() -> serve(client));
            }
        });
    }

    int port() {
        return control.getLocalPort();
    }

    /** Lists a file and has it. */
    void add(String name, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        files.put(name, bytes);
        list(name, bytes.length);
    }

    void list(String name, int size) {
        listing.add(String.format(Locale.ROOT, "-rw-r--r--   1 ftp      ftp      %d Jan 31 10:00 %s", size, name));
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // The other side has gone.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Socket client) throws IOException {
        try (client;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
                OutputStream out = client.getOutputStream();
                ServerSocket data = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            reply(out, "220 ready");
            String renamed = "";
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                commands.add(line);
                String argument = line.indexOf(' ') < 0 ? "" : line.substring(line.indexOf(' ') + 1);
                switch (line.split(" ")[0].toUpperCase(Locale.ROOT)) {
                    case "USER" -> reply(out, "331 password");
                    case "PASS" -> reply(out, "230 welcome");
                    case "SYST" -> reply(out, "215 UNIX Type: L8");
                    case "PWD" -> reply(out, "257 \"/\"");
                    case "PASV" -> {
                        int port = data.getLocalPort();
                        reply(out, "227 passive (127,0,0,1," + port / 256 + "," + port % 256 + ")");
                    }
                    case "LIST" ->
                        send(out, data, (String.join("\r\n", listing) + "\r\n").getBytes(StandardCharsets.UTF_8));
                    case "RETR" -> {
                        if (!retrieve(out, data, argument)) {
                            return;
                        }
                    }
                    case "RNFR" -> {
                        renamed = argument;
                        reply(out, "350 to what?");
                    }
                    case "RNTO" -> {
                        String name = renamed.substring(renamed.lastIndexOf('/') + 1);
                        files.remove(name);
                        listing.removeIf(entry -> entry.endsWith(" " + name));
                        reply(out, "250 renamed");
                    }
                    default -> reply(out, "200 fine");
                }
            }
        }
    }

    /** Returns whether the connection goes on. */
    private boolean retrieve(OutputStream out, ServerSocket data, String path) throws IOException {
        byte[] content = files.get(path.substring(path.lastIndexOf('/') + 1));
        if (content == null) {
            data.accept().close();
            reply(out, "550 no such file");
            return true;
        }
        if (cutAfter < 0) {
            send(out, data, content);
            return true;
        }
        reply(out, "150 here it comes");
        try (Socket socket = data.accept()) {
            socket.getOutputStream().write(content, 0, Math.min(cutAfter, content.length));
        }
        return false;
    }

    private static void send(OutputStream out, ServerSocket data, byte[] bytes) throws IOException {
        reply(out, "150 here it comes");
        String end = "226 done";
        try (Socket socket = data.accept()) {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            end = "426 you closed the connection";
        }
        reply(out, end);
    }

    private static void reply(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() {
        try {
            control.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

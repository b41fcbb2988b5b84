package io.tributary.bounds;

import io.tributary.runtime.embedded.EmbeddedMongo;
import io.tributary.runtime.embedded.EmbeddedSqs;
import java.io.IOException;
import java.nio.file.Path;
import org.h2.tools.Server;

/**
 * A server in a JVM of its own: {@code sqs}, {@code mongo}, or {@code h2} with the folder of its databases. It prints its address, and
 * ends when its input does, so that none outlives who started it.
 */
final class ServerMain {

    /** Stands before the address, in the one line on standard output that is not a log line. */
    static final String MARK = "ADDRESS ";

    private ServerMain() {}

    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "sqs" -> {
                try (EmbeddedSqs sqs = new EmbeddedSqs(0)) {
                    serve(sqs.endpoint().toString());
                }
            }
            case "mongo" -> {
                try (EmbeddedMongo mongo = new EmbeddedMongo(0)) {
                    serve(mongo.uri());
                }
            }
            case "h2" -> h2(Path.of(arguments[1]));
            default -> throw new IllegalArgumentException("'" + arguments[0] + "' is no server; sqs, mongo and h2 are");
        }
    }

    private static void h2(Path folder) throws Exception {
        Server server = Server.createTcpServer(
                        "-tcpPort",
                        "0",
                        "-ifNotExists",
                        "-baseDir",
                        folder.toAbsolutePath().toString())
                .start();
        serve("jdbc:h2:tcp://127.0.0.1:" + server.getPort() + "/./");
        server.stop();
    }

    private static void serve(String address) throws IOException {
        System.out.println(MARK + address);
        while (System.in.read() >= 0) {
            // Nothing is said; the end of the input is what counts.
        }
    }
}

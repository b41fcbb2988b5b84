package io.tributary.runtime;

import io.tributary.queue.Reasons;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPReply;
import org.apache.commons.net.ftp.FTPSClient;

/** Tries to log in to the FTP server of an agent and to see its folder. Of SFTP only the port is tried. */
final class FtpCheck {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private FtpCheck() {}

    static Tried run(String what, Map<String, String> parameters) {
        String scheme = parameters.getOrDefault("scheme", "ftp");
        String host = parameters.getOrDefault("host", "");
        String address = scheme + "://" + host + ":" + parameters.get("port");
        try {
            int port = Integer.parseInt(parameters.getOrDefault("port", "21"));
            String problem = scheme.equals("sftp")
                    ? port(host, port)
                    : login(scheme.equals("ftps") ? new FTPSClient() : new FTPClient(), host, port, parameters);
            return problem.isEmpty()
                    ? Tried.well(what, address + " answers" + (scheme.equals("sftp") ? "" : ", the folder is there"))
                    : Tried.wrong(what, address + ": " + problem);
        } catch (IOException | NumberFormatException e) {
            return Tried.wrong(what, address + ": " + Reasons.of(e));
        }
    }

    private static String port(String host, int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), (int) PATIENCE.toMillis());
            return "";
        }
    }

    /** What is wrong, without the password; empty if nothing is. */
    private static String login(FTPClient client, String host, int port, Map<String, String> parameters)
            throws IOException {
        client.setConnectTimeout((int) PATIENCE.toMillis());
        client.setDefaultTimeout((int) PATIENCE.toMillis());
        try {
            client.connect(host, port);
            String user = parameters.getOrDefault("username", "");
            if (!FTPReply.isPositiveCompletion(client.getReplyCode())) {
                return "the server does not let anybody in: "
                        + client.getReplyString().strip();
            }
            if (!client.login(user, parameters.getOrDefault("password", ""))) {
                return "the server refuses the user " + user + ": "
                        + client.getReplyString().strip();
            }
            String directory = parameters.getOrDefault("directory", "");
            if (!client.changeWorkingDirectory(directory)) {
                return "there is no folder " + directory + " for the user " + user + ": "
                        + client.getReplyString().strip();
            }
            client.logout();
            return "";
        } finally {
            if (client.isConnected()) {
                client.disconnect();
            }
        }
    }
}

package io.tributary.runtime;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** This process, for people who look for its log: host, process id and roles. */
final class ProcessName {

    private ProcessName() {}

    static String of(String roles) {
        return host() + " (process " + ProcessHandle.current().pid() + ": " + roles + ")";
    }

    /** In a container, {@code HOSTNAME} is the pod, and there may be no name service to ask. */
    private static String host() {
        String host = System.getenv("HOSTNAME");
        if (host != null && !host.isBlank()) {
            return host;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "an unnamed host";
        }
    }
}

package io.tributary.runtime.embedded;

/** The one message for a port that somebody else has. */
final class PortInUse {

    private PortInUse() {}

    static IllegalStateException of(String server, String host, int port, String setting, Throwable cause) {
        return new IllegalStateException(
                "%s cannot listen on %s:%d, the port is in use; set %s to another port, or to 0 for any that is free"
                        .formatted(server, host, port, setting),
                cause);
    }
}

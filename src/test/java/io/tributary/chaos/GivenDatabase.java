package io.tributary.chaos;

import com.mongodb.ConnectionString;

/** A server that others may use too: it is never touched. */
final class GivenDatabase implements Database {

    private final int port;

    GivenDatabase(String uri) {
        String host = new ConnectionString(uri).getHosts().get(0);
        if (!host.matches("(127\\.0\\.0\\.1|localhost):\\d+")) {
            throw new IllegalArgumentException("MONGODB_URI: '" + host
                    + "' is not on this machine; chaos needs one such as mongodb://127.0.0.1:27017");
        }
        port = Integer.parseInt(host.substring(host.indexOf(':') + 1));
    }

    @Override
    public String name() {
        return "the MongoDB-compatible server of MONGODB_URI (not restarted, since it belongs to others)";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public boolean canCrash() {
        return false;
    }

    @Override
    public void crash() {
        throw new UnsupportedOperationException("the server of MONGODB_URI belongs to others");
    }

    @Override
    public void restart() {
        throw new UnsupportedOperationException("the server of MONGODB_URI belongs to others");
    }

    @Override
    public void close() {}
}

package io.tributary.agent;

/** Tells the listener how far the reading of one file has come. */
final class FileProgress implements RecordPublisher.RowsListener {

    private final Agent agent;
    private final FileText text;
    private long reported;

    FileProgress(Agent agent, FileText text) {
        this.agent = agent;
        this.text = text;
    }

    /** A file that is wrong from its first row to its last must not be rejected from its first row to its last. */
    @Override
    public void mayGoOn() {
        agent.requireMayRead();
    }

    @Override
    public void confirmed(int rows) {
        long bytes = text.bytesRead();
        agent.services().progress().advanced(agent.name(), agent.topic(), rows, bytes - reported);
        reported = bytes;
    }

    /** Reports the bytes after the last row. */
    void ended() {
        if (text.bytesRead() > reported) {
            confirmed(0);
        }
    }
}

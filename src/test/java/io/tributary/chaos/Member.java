package io.tributary.chaos;

import io.tributary.chaos.Fault.NotNow;
import io.tributary.pipeline.ChildProcess;
import io.tributary.pipeline.TcpProxy;
import io.tributary.runtime.Setting;
import io.tributary.runtime.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** One Tributary process with lines of its own to queues and database, and those who come after it when it dies. */
final class Member implements AutoCloseable {

    private static final long STOP_SECONDS = 45;

    private final String name;
    private final Path home;
    private final List<String> jvm;
    private final Settings settings;
    private final Path log;
    private final int port = Ports.free();
    private final TcpProxy sqs;
    private final TcpProxy mongo;
    private volatile @Nullable ChildProcess process;
    private final ReentrantLock claim = new ReentrantLock();
    private volatile int starts;

    Member(
            String name,
            String roles,
            Path home,
            List<String> jvm,
            Settings common,
            int sqsPort,
            int mongoPort,
            Path work)
            throws IOException {
        this.name = name;
        this.home = home;
        this.jvm = jvm;
        this.log = work.resolve(name + ".log");
        this.sqs = new TcpProxy("127.0.0.1", sqsPort);
        this.mongo = new TcpProxy("127.0.0.1", mongoPort);
        this.settings = common.with(Map.of(
                Setting.ROLES,
                roles,
                Setting.SQS_ENDPOINT,
                "http://127.0.0.1:" + sqs.port(),
                Setting.HTTP_PORT,
                String.valueOf(port),
                Setting.MONGODB_URI,
                "mongodb://127.0.0.1:" + mongo.port() + "/?socketTimeoutMS=" + Rig.ANSWER.toMillis()));
    }

    String name() {
        return name;
    }

    /** Whether it has started and listens. */
    boolean isUp() {
        return Ports.answers(port);
    }

    /** What a fault does with the process, while no other does. */
    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    /** Does something with the process; throws {@link NotNow} if some other fault has it. */
    void claimed(Work work) throws Exception {
        if (!claim.tryLock()) {
            throw new NotNow(name + " has its trouble already");
        }
        try {
            work.run();
        } finally {
            claim.unlock();
        }
    }

    /** Its lines to both servers. */
    List<TcpProxy> lines() {
        return List.of(sqs, mongo);
    }

    TcpProxy sqs() {
        return sqs;
    }

    void start() throws IOException {
        List<String> options = new ArrayList<>(jvm);
        options.addAll(List.of("-Xmx192m", "-Dlogback.configurationFile=logback.xml"));
        process = ChildProcess.tributary(options, settings, log, "run", "--home", home.toString());
        starts = starts + 1;
    }

    /** Starts it if it is not there; returns whether that was necessary. */
    boolean ensureStarted() throws IOException {
        if (process != null && process.isAlive()) {
            return false;
        }
        start();
        return true;
    }

    int starts() {
        return starts;
    }

    ChildProcess process() {
        if (process == null) {
            throw new IllegalStateException(name + " was never started");
        }
        return process;
    }

    /** Asks it to stop; returns whether it did within its bound. What does not is killed. */
    boolean stop() throws InterruptedException {
        process().terminate();
        boolean ended = process().awaitEnd(STOP_SECONDS) >= 0;
        if (!ended) {
            process().kill();
        }
        return ended;
    }

    Path log() {
        return log;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        if (process != null) {
            process.close();
        }
        sqs.close();
        mongo.close();
    }
}

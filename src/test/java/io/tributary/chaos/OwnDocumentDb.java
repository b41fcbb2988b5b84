package io.tributary.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A DocumentDB (PostgreSQL) with a data folder and ports of its own, beside whichever others run in the same installation. It writes
 * ahead what it confirms, so it can be stopped at once in the middle of everything.
 */
final class OwnDocumentDb implements Database {

    private static final long LONGEST_SECONDS = 300;

    private static final String PREPARE = """
            set -eu
            [ -e "$ROOT$BIN/postgres" ] && [ -e "$HOME_DIR/gateway/.ok" ] || { "$TOOLS/up.sh"; "$TOOLS/down.sh"; }
            mountpoint -q "$ROOT/proc" || mount -t proc proc "$ROOT/proc"
            mkdir -p "$ROOT/dev/shm"; mountpoint -q "$ROOT/dev/shm" || mount -t tmpfs -o size=1g tmpfs "$ROOT/dev/shm"
            rm -rf "$ROOT$DATA"
            chroot "$ROOT" su postgres -c "$BIN/initdb -D $DATA -A trust -E UTF8 --locale=C.UTF-8 >/dev/null"
            printf "listen_addresses='127.0.0.1'\\nport=$PG\\nunix_socket_directories='/tmp'\\nshared_preload_libraries='pg_cron,pg_documentdb_core,pg_documentdb'\\ncron.database_name='postgres'\\nmax_connections=100\\nshared_buffers=256MB\\ndeadlock_timeout=100ms\\n" >>"$ROOT$DATA/postgresql.conf"
            """;
    private static final String START = """
            set -eu
            chroot "$ROOT" su postgres -c "$BIN/pg_ctl -D $DATA -w -l $DATA/chaos.log start" >/dev/null
            chroot "$ROOT" su postgres -c "psql -q -h /tmp -p $PG -v ON_ERROR_STOP=1" <<<"SET client_min_messages=error; CREATE EXTENSION IF NOT EXISTS documentdb CASCADE;"
            """;
    private static final String CRASH = "chroot \"$ROOT\" su postgres -c \"$BIN/pg_ctl -D $DATA -m immediate stop\"";
    private static final String REMOVE = CRASH + "; rm -rf \"$ROOT$DATA\"";

    private final int port = Ports.free();
    private final Path home;
    private final Path work;
    private final Map<String, String> variables;
    private Process gateway;

    OwnDocumentDb(Path tools, Path work) throws IOException, InterruptedException {
        int postgres = Ports.free();
        this.work = work;
        home = home();
        variables = Map.of(
                "TOOLS", tools.toAbsolutePath().toString(),
                "HOME_DIR", home.toString(),
                "ROOT", home.resolve("root").toString(),
                "BIN", "/usr/lib/postgresql/18/bin",
                "DATA", "/var/lib/postgresql/chaos-" + postgres,
                "PG", String.valueOf(postgres),
                "LC_ALL", "C.UTF-8");
        bash(PREPARE);
        gateway = start();
    }

    /** Where the scripts and the rights are. */
    static boolean isPossible(Path tools) {
        return Files.isExecutable(tools.resolve("up.sh")) && "root".equals(System.getProperty("user.name"));
    }

    private static Path home() {
        String given = System.getenv("DOCUMENTDB_HOME");
        return given != null ? Path.of(given) : Path.of(System.getProperty("user.home"), ".cache", "documentdb");
    }

    private Process start() throws IOException, InterruptedException {
        bash(START);
        String path = home.resolve("gateway/classes") + ":" + home.resolve("gateway/lib") + "/*";
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx384m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        path,
                        "documentdb.Gateway",
                        String.valueOf(port),
                        "jdbc:postgresql://127.0.0.1:" + variables.get("PG") + "/postgres",
                        "postgres",
                        "40")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        work.resolve("database.log").toFile()))
                .start();
        Ports.awaitAnswer(port, process::isAlive, work.resolve("database.log"));
        return process;
    }

    private void bash(String script) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(List.of("bash", "-c", script));
        builder.environment().putAll(variables);
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        work.resolve("database.log").toFile()))
                .start();
        if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException("DocumentDB does not do what it is told, see " + work.resolve("database.log"));
        }
    }

    @Override
    public String name() {
        return "DocumentDB (PostgreSQL), a server of this run alone";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public boolean canCrash() {
        return true;
    }

    @Override
    public void crash() throws IOException, InterruptedException {
        gateway.destroyForcibly().waitFor();
        bash(CRASH);
    }

    @Override
    public void restart() throws IOException, InterruptedException {
        gateway = start();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        gateway.destroyForcibly().waitFor();
        bash(REMOVE);
    }
}

package io.tributary.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The systemd unit holds only directives that exist, shuts the process in, and waits for a clean stop. */
class SystemdUnitTest {

    private static final Path UNIT = Path.of("deploy/systemd/tributary.service");
    private static final Path ENVIRONMENT = Path.of("deploy/systemd/tributary.env.example");

    private static final Map<String, Set<String>> DIRECTIVES = Map.of(
            "Unit",
                    Set.of(
                            "Description",
                            "Documentation",
                            "Wants",
                            "After",
                            "StartLimitIntervalSec",
                            "StartLimitBurst"),
            "Service",
                    Set.of(
                            "Type",
                            "User",
                            "Group",
                            "WorkingDirectory",
                            "StateDirectory",
                            "StateDirectoryMode",
                            "Environment",
                            "EnvironmentFile",
                            "ExecStart",
                            "KillSignal",
                            "TimeoutStopSec",
                            "SuccessExitStatus",
                            "Restart",
                            "RestartSec",
                            "ProtectSystem",
                            "ProtectHome",
                            "PrivateTmp",
                            "PrivateDevices",
                            "ProtectClock",
                            "ProtectControlGroups",
                            "ProtectHostname",
                            "ProtectKernelLogs",
                            "ProtectKernelModules",
                            "ProtectKernelTunables",
                            "ProtectProc",
                            "ProcSubset",
                            "NoNewPrivileges",
                            "CapabilityBoundingSet",
                            "AmbientCapabilities",
                            "RestrictAddressFamilies",
                            "RestrictNamespaces",
                            "RestrictRealtime",
                            "RestrictSUIDSGID",
                            "LockPersonality",
                            "RemoveIPC",
                            "UMask",
                            "SystemCallArchitectures",
                            "SystemCallFilter",
                            "SystemCallErrorNumber",
                            "LimitNOFILE"),
            "Install", Set.of("WantedBy"));

    @Test
    void every_directive_exists_in_its_section() throws IOException {
        assertThat(problems(Files.readAllLines(UNIT))).isEmpty();
    }

    @Test
    void a_slip_in_a_directive_is_named_with_its_line() {
        assertThat(problems(List.of("[Service]", "TimeoutStopSecs=60", "Restart on-failure", "[Instal]")))
                .containsExactly(
                        "tributary.service:2 'TimeoutStopSecs' is no directive of [Service] that is used here",
                        "tributary.service:3 'Restart on-failure' is not KEY=VALUE",
                        "tributary.service:4 '[Instal]' is no section");
    }

    @Test
    void a_stop_is_clean_and_a_failure_starts_again() throws IOException {
        assertThat(Integer.parseInt(value("TimeoutStopSec"))).isGreaterThan(KnownSettings.DRAIN_SECONDS);
        assertThat(value("KillSignal")).isEqualTo("SIGTERM");
        assertThat(value("SuccessExitStatus")).isEqualTo("143");
        assertThat(value("Restart")).isEqualTo("on-failure");
    }

    @Test
    void the_process_is_shut_in() throws IOException {
        assertThat(value("ProtectSystem")).isEqualTo("strict");
        assertThat(value("NoNewPrivileges")).isEqualTo("true");
        assertThat(value("CapabilityBoundingSet")).isEmpty();
        assertThat(value("User")).isNotEqualTo("root");
        assertThat(Files.readString(UNIT)).doesNotContainPattern("(?m)^MemoryDenyWriteExecute=");
    }

    @Test
    void it_starts_what_the_manual_says_with_the_environment_from_a_file() throws IOException {
        assertThat(value("ExecStart"))
                .endsWith("-jar /opt/tributary/tributary.jar run --home " + KnownSettings.HOME
                        + " --roles ${TRIBUTARY_ROLES}");
        assertThat(value("EnvironmentFile")).isEqualTo("/etc/tributary/tributary.env");
        assertThat(value("Environment")).isEqualTo("TRIBUTARY_ROLES=" + String.join(",", KnownSettings.ROLES));
    }

    @Test
    void the_example_environment_names_only_what_is_read_and_no_secret() throws IOException {
        Matcher assignments = Pattern.compile("(?m)^#?([A-Z][A-Z0-9_]*)=(.*)$").matcher(Files.readString(ENVIRONMENT));
        List<String> names = new ArrayList<>();
        while (assignments.find()) {
            names.add(assignments.group(1));
            if (assignments.group(1).matches(".*(URI|KEY|PASSWORD|KEY_ID)$")) {
                assertThat(assignments.group(2)).as(assignments.group(1)).isEmpty();
            }
        }
        assertThat(names).hasSizeGreaterThan(8).allMatch(KnownSettings.VARIABLES::contains);
    }

    /** On a copy whose program exists everywhere; systemd itself then reads every directive and its value. */
    @Test
    void systemd_itself_accepts_the_unit(@TempDir Path folder) throws IOException, InterruptedException {
        assertThat(analyze(folder, Files.readString(UNIT))).isEmpty();
        assertThat(analyze(folder, Files.readString(UNIT).replace("Restart=on-failure", "Restart=on-failur")))
                .contains("on-failur");
    }

    private static String analyze(Path folder, String unit) throws IOException, InterruptedException {
        boolean present = Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
                .anyMatch(path -> Files.isExecutable(Path.of(path, "systemd-analyze")));
        if (!present) {
            System.err.println("SKIPPED: no systemd-analyze here; the unit was checked by its directives only");
        }
        assumeTrue(present, "no systemd-analyze here; the unit was checked by its directives only");
        Path copy = Files.writeString(folder.resolve("tributary.service"), unit.replace("/usr/bin/java", "/bin/sh"));
        Path out = folder.resolve("out.txt");
        Process process = new ProcessBuilder("systemd-analyze", "verify", "--man=no", copy.toString())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return String.join(
                "\n",
                Files.readAllLines(out).stream()
                        .filter(line -> line.contains("tributary.service"))
                        .toList());
    }

    private static List<String> problems(List<String> lines) {
        List<String> problems = new ArrayList<>();
        String section = "";
        for (int line = 1; line <= lines.size(); line++) {
            String text = lines.get(line - 1);
            String place = UNIT.getFileName() + ":" + line + " '";
            if (text.startsWith("[")) {
                section = text.substring(1, text.length() - 1);
                if (!DIRECTIVES.containsKey(section)) {
                    problems.add(place + text + "' is no section");
                }
            } else if (!text.isBlank() && !text.startsWith("#")) {
                String name = text.split("=", 2)[0];
                if (!text.contains("=")) {
                    problems.add(place + text + "' is not KEY=VALUE");
                } else if (!DIRECTIVES.getOrDefault(section, Set.of()).contains(name)) {
                    problems.add(place + name + "' is no directive of [" + section + "] that is used here");
                }
            }
        }
        return problems;
    }

    /** The first value of a directive. */
    private static String value(String directive) throws IOException {
        return Files.readAllLines(UNIT).stream()
                .filter(line -> line.startsWith(directive + "="))
                .map(line -> line.substring(directive.length() + 1))
                .findFirst()
                .orElseThrow(() -> new AssertionError(directive + " is missing"));
    }
}

package io.tributary.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.agent.AgentProgress;
import io.tributary.runtime.Home;
import io.tributary.runtime.Setting;
import io.tributary.runtime.Settings;
import io.tributary.runtime.TributaryProcess;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.bson.types.Decimal128;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is drafted from a CSV sample says how sure each guess is, passes check and its test at once, and data arrives. */
class DraftCsvTest {

    @TempDir
    Path folder;

    @Test
    void separators_charset_types_and_key_are_guessed_with_their_confidence() throws IOException {
        StringBuilder csv = new StringBuilder("CUST_ID;Name;BALANCE;SINCE;ACTIVE;ZIP;LAST_UPD;X\r\n");
        for (int i = 1; i <= 100; i++) {
            csv.append("%d;\"Müller; %d\";%d,50;%s;%s;0%04d;2026-01-%02d 10:00:00;%n"
                    .formatted(
                            i,
                            i % 7,
                            i * 10,
                            i == 7 ? "" : i == 9 ? "31/02/2020" : "%02d/01/2020".formatted(i % 28 + 1),
                            i % 2 == 0 ? "Y" : "N",
                            i,
                            i % 28 + 1));
        }
        String yaml = draft("customers.csv", csv.toString(), Charset.forName("windows-1252"), "--stdout");
        assertThat(yaml)
                .contains("""
                        # file: transformers/projections/customers.yaml
                        # Drafted from 100 rows of customers.csv. Every guess says how sure it is; read them all.
                        projection: customers
                        topic: sor.customers
                        # key: CUST_ID is unique in 100 rows; so are BALANCE, ZIP
                        key: custId
                        # version: lastUpd   could order the updates of a row, by its name; without a version the order of reading does
                        fields:
                          # whole number: 100 of 100 values
                          custId:  { from: CUST_ID, type: long }
                          name:    { from: Name, type: string }
                          # number with a decimal comma: 100 of 100 values
                          balance: { from: BALANCE, type: decimal, decimal: "," }
                          # date dd/MM/yyyy: 98 of 100 values; 1 is empty; 1 is not: '31/02/2020'
                          since:   { from: SINCE, type: date, format: dd/MM/yyyy }
                          # boolean y and n: 100 of 100 values
                          active:  { from: ACTIVE, type: boolean, "true": Y, "false": N }
                          # digits with leading zeros, as codes have: a text
                          zip:     { from: ZIP, type: string }
                          # timestamp ISO 8601: 100 of 100 values
                          lastUpd: { from: LAST_UPD, type: timestamp }
                          # no value in 100 rows: the type is not known
                          x:       { from: X, type: string }
                        """)
                .contains("- name: delimiter\n        value: \";\"", "- name: charset\n        value: ISO-8859-1");
    }

    @Test
    void dates_that_could_be_read_two_ways_say_so() throws IOException {
        assertThat(draft("a.csv", "id,day\n1,03/04/2020\n2,05/06/2021\n", StandardCharsets.UTF_8, "--stdout"))
                .contains(
                        "  # date dd/MM/yyyy: 2 of 2 values; AMBIGUOUS: all are MM/dd/yyyy as well, no day is above 12\n"
                                + "  day: { from: day, type: date, format: dd/MM/yyyy }\n");
        assertThat(draft("a.csv", "id,day\n1,03/14/2020\n2,05/06/2021\n", StandardCharsets.UTF_8, "--stdout"))
                .contains("  # date MM/dd/yyyy: 2 of 2 values\n");
    }

    @Test
    void columns_of_which_no_type_takes_nearly_all_stay_texts() throws IOException {
        String yaml = draft(
                "a.csv",
                "id,mix,day,thousand\n1,5,2020-01-31,\"1,234\"\n2,x,20200131,\"5,678\"\n3,7,2020-02-01,\"9,012\"\n",
                StandardCharsets.UTF_8,
                "--stdout");
        assertThat(yaml)
                .contains("  # MIXED, so it stays a text: whole number: 2 of 3 values; 1 is not: 'x'\n  mix:")
                .contains("AMBIGUOUS");
    }

    @Test
    void a_key_of_two_columns_is_found_and_a_missing_one_is_told() throws IOException {
        assertThat(draft("a.csv", "ord,line,qty\n1,1,5\n1,2,5\n2,1,5\n", StandardCharsets.UTF_8, "--stdout"))
                .contains("# key: no column is unique; ord and line together are, in 3 rows\nkey: [ord, line]\n");
        assertThat(draft("a.csv", "a,b\n1,1\n1,1\n", StandardCharsets.UTF_8, "--stdout"))
                .contains(
                        "# key: NOT FOUND: no column and no pair is unique in 2 rows; rows with the same key replace each other\n");
    }

    @Test
    void a_file_that_is_none_is_said_to_be() {
        Invoked invoked = Invoked.run("draft", "projection", "--csv", "no/such.csv", "--home", folder.toString());
        assertThat(invoked).isEqualTo(new Invoked(2, "", "--csv no/such.csv: there is no such file\n"));
        assertThat(Invoked.run("draft", "projection", "--table", "T").err())
                .isEqualTo("give either --jdbc with --table, or --csv\n");
    }

    @Test
    void what_is_drafted_runs() throws Exception {
        String csv = "\uFEFFOrder No;Day;Amount;Paid\n1001;29/02/2024;\"1,50\";yes\n1002;31/12/2024;-2,25;no\n";
        draft("orders.csv", csv, StandardCharsets.UTF_8);
        Path home = folder.resolve("home");
        Invoked check = Invoked.run("check", "--home", home.toString());
        assertThat(check.exit()).as(check.err()).isZero();
        assertThat(check.err()).isEmpty();
        Invoked test = Invoked.run("test", "--home", home.toString());
        assertThat(test.exit()).as(test.out()).isZero();
        Path drop = Files.createDirectories(home.resolve("drop/orders"));
        Files.writeString(drop.resolve("orders.csv"), csv);
        Settings settings = Settings.of(home)
                .with(Map.of(
                        Setting.HTTP_PORT,
                        "0",
                        Setting.QUEUES_WAIT_TIME,
                        "1s",
                        Setting.MONGODB_DATABASE,
                        "draft_" + UUID.randomUUID().toString().replace("-", "")));
        try (TributaryProcess process = TributaryProcess.start(Home.of(home), settings, AgentProgress.NONE)) {
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                Document second = process.servers()
                        .database()
                        .getCollection("orders")
                        .find(new Document("_id", 1002L))
                        .first();
                assertThat(second).isNotNull();
                assertThat(second.get("amount")).isEqualTo(Decimal128.parse("-2.25"));
                assertThat(second.get("paid")).isEqualTo(false);
            });
            process.servers().database().drop();
        }
    }

    private String draft(String name, String csv, Charset charset, String... options) throws IOException {
        Path file = Files.writeString(folder.resolve(name), csv, charset);
        String[] arguments = new String[options.length + 6];
        String[] first = {
            "draft",
            "projection",
            "--csv",
            file.toString(),
            "--home",
            folder.resolve("home").toString()
        };
        System.arraycopy(first, 0, arguments, 0, 6);
        System.arraycopy(options, 0, arguments, 6, options.length);
        Invoked invoked = Invoked.run(arguments);
        assertThat(invoked.exit()).as(invoked.err()).isZero();
        return invoked.out();
    }
}

package io.tributary.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TradingCompanyTest {

    private static final double SCALE = 0.001;

    @TempDir
    static Path directory;

    static TradingCompany company;

    @BeforeAll
    static void create() throws IOException {
        company = TradingCompany.create(directory, SCALE, true);
    }

    @AfterAll
    static void close() {
        company.close();
    }

    @Test
    void rows_are_counted_per_topic() {
        assertThat(company.rows())
                .containsEntry("crm.customer", 150L)
                .containsEntry("geo.nation", 25L)
                .containsEntry("geo.region", 5L)
                .containsEntry("erp.orders", 1_500L)
                .containsEntry("erp.part", 200L)
                .containsEntry("erp.supplier", 10L)
                .containsEntry("logistics.item", 6_005L)
                .hasSize(7);
    }

    @Test
    void customers_are_read_back_with_their_newlines_quotes_and_accents() throws IOException {
        Map<Long, CustomerRow> read = DroppedFiles.customers(company.crmDirectory());
        assertThat(read).isEqualTo(byKey(company.data().customers().toList(), CustomerRow::id));
        String texts = read.values().stream()
                .map(c -> c.name() + c.address() + c.comment())
                .collect(Collectors.joining());
        assertThat(texts).contains("ü", "é", ";", "\"", "\n", "\r\n\r\n");
    }

    @Test
    void customer_files_are_semicolons_latin_1_and_crlf() throws IOException {
        byte[] file = Files.readAllBytes(
                DroppedFiles.named(company.crmDirectory(), "customers-").get(0));
        String text = new String(file, StandardCharsets.ISO_8859_1);
        assertThat(text)
                .startsWith(
                        "CUST_ID;NAME;ADDRESS;NATION_ID;PHONE;BALANCE;SEGMENT;SINCE;STATUS;COMMENT\r\n1;Customer#000000001;")
                .contains(";711,56;BUILDING;06/09/2001;A;")
                .contains("Müller & Söhne #000000003");
    }

    @Test
    void nations_are_utf_8_after_a_byte_order_mark() throws IOException {
        byte[] file = Files.readAllBytes(
                DroppedFiles.named(company.geoDirectory(), "nations-").get(0));
        assertThat(file).startsWith(0xEF, 0xBB, 0xBF);
        assertThat(new String(file, StandardCharsets.UTF_8))
                .contains("NATION_ID,NAME,REGION_ID\r\n0,ALGERIA,0\r\n")
                .contains("18,CHINA (中国),2")
                .contains("24,\"UNITED STATES, THE\",1");
        assertThat(DroppedFiles.nations(company.geoDirectory()))
                .isEqualTo(byKey(company.data().nations().toList(), NationRow::id));
    }

    @Test
    void ftp_serves_several_files_that_bindy_reads_back() throws Exception {
        List<byte[]> files = download(company);
        assertThat(files).hasSizeGreaterThan(3);
        Map<List<Object>, ItemRow> read = DroppedFiles.items(files);
        assertThat(read.values())
                .containsExactlyElementsOf(company.data().items().toList());
        assertThat(read.values()).anyMatch(i -> i.shipDate() == null);
    }

    @Test
    void ftp_refuses_a_wrong_password() throws IOException {
        FTPClient client = new FTPClient();
        client.connect("127.0.0.1", company.ftpPort());
        assertThat(client.login(company.ftpUser(), "wrong")).isFalse();
        assertThat(client.login("anonymous", "a@b")).isFalse();
        client.disconnect();
    }

    @Test
    void a_table_row_has_the_columns_of_the_contract() {
        try (Sql sql = company.connect()) {
            assertThat(sql.list(
                            "SELECT STATUS, TOTAL_PRICE, UPDATED_AT, CLERK FROM ORDERS WHERE ORDER_ID = 1 AND CUST_ID = 37",
                            r -> List.of(
                                    r.getString(1),
                                    r.getBigDecimal(2),
                                    r.getObject(3, LocalDateTime.class),
                                    r.getString(4))))
                    .containsExactly(List.of(
                            "O", TpchData.money(131_251_81), LocalDateTime.of(1996, 1, 2, 19, 0), "Clerk#000000951"));
        }
    }

    @Test
    void one_row_alone_is_the_row_among_all() {
        TpchData data = company.data();
        assertThat(data.customers())
                .allSatisfy(c -> assertThat(data.customer(c.id())).isEqualTo(c));
        assertThat(data.orders().skip(1_400)).allSatisfy(o -> {
            assertThat(data.order(o.id())).isEqualTo(o);
            assertThat(data.itemsOf(o.id())).isNotEmpty().allMatch(i -> i.orderId() == o.id());
        });
        assertThat(data.itemsOf(1))
                .isEqualTo(data.items().filter(i -> i.orderId() == 1).toList());
    }

    @Test
    void a_directory_that_is_in_use_is_refused() {
        assertThatThrownBy(() -> TradingCompany.create(directory, SCALE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not empty; the company needs a directory of its own");
    }

    @Test
    void a_scale_without_a_company_is_refused() {
        assertThatThrownBy(() -> new TpchData(0)).hasMessageStartingWith("scale: 0.0 must be from 0.0001");
        assertThatThrownBy(() -> new TpchData(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    static <K, V> Map<K, V> byKey(List<V> rows, Function<V, K> key) {
        return rows.stream().collect(Collectors.toMap(key, r -> r));
    }

    /** All item files by name, as an FTP client gets them. */
    static List<byte[]> download(TradingCompany company) throws IOException {
        FTPClient client = new FTPClient();
        client.connect("127.0.0.1", company.ftpPort());
        try {
            assertThat(client.login(company.ftpUser(), company.ftpPassword())).isTrue();
            client.enterLocalPassiveMode();
            client.setFileType(FTP.BINARY_FILE_TYPE);
            List<byte[]> files = new ArrayList<>();
            for (FTPFile file : client.listFiles("/", f -> f.getName().startsWith("items-"))) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                assertThat(client.retrieveFile(file.getName(), out)).isTrue();
                files.add(out.toByteArray());
            }
            return files;
        } finally {
            client.disconnect();
        }
    }
}

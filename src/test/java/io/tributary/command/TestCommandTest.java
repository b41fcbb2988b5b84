package io.tributary.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** test runs what stands in the definitions, and shows field by field what is not as expected. */
class TestCommandTest {

    private static final String SALES = """
            projection: sales
            topic: shop.sale
            key: saleId
            fields:
              saleId: { from: SALE, type: long }
              soldOn: { from: DAY, type: date, format: dd/MM/yyyy }
              buyer:  { from: BUYER, type: object }
            tests:
              - name: a sale
                given:  { SALE: "100", DAY: 29/02/2024, BUYER: { name: Ada, mails: [{ kind: home, to: a@example.org }] } }
                expect: { saleId: 100, soldOn: 2024-02-29, buyer: { name: Ada, mails: [{ kind: home, to: a@example.org }] } }
              - name: a day that is none
                given:  { SALE: "100", DAY: 31/02/2024 }
                reject: "soldOn: '31/02/2024' is not a date of the form dd/MM/yyyy"
            """;

    @TempDir
    Path home;

    @BeforeEach
    void lay() throws IOException {
        write("sales", SALES);
    }

    @Test
    void the_projects_own_definitions_pass() {
        Invoked invoked = Invoked.run("test", "--home", ".");
        assertThat(invoked.exit()).as(invoked.out()).isZero();
        assertThat(invoked.out())
                .contains("projection customers")
                .contains("6 tests")
                .contains(" passed");
    }

    @Test
    void tests_that_pass_are_counted() {
        assertThat(test()).isEqualTo(new Invoked(0, """
                projection sales  2 tests

                2 tests passed
                """, ""));
    }

    @Test
    void every_field_that_differs_is_shown_with_its_path() throws IOException {
        write(
                "sales",
                SALES.replace("saleId: 100, soldOn: 2024-02-29", "saleId: 101")
                        .replace(
                                "BUYER: { name: Ada, mails: [{ kind: home",
                                "BUYER: { name: Ada, mails: [{ kind: work"));
        assertThat(test()).isEqualTo(new Invoked(1, """
                projection sales  1 of 2 fail

                transformers/projections/sales.yaml:9 tests[0] 'a sale'
                  saleId
                    expected  101
                    is        100
                  soldOn
                    expected  absent
                    is        2024-02-29
                  buyer.mails[0].kind
                    expected  'home'
                    is        'work'

                1 test passed, 1 failed
                """, ""));
    }

    @Test
    void another_outcome_than_the_expected_one_is_shown() throws IOException {
        write("sales", SALES.replace("31/02/2024 }", "28/02/2024 }"));
        assertThat(test().out()).contains("""
                  'a day that is none'
                    expected  the rejection: soldOn: '31/02/2024' is not a date of the form dd/MM/yyyy
                    is        is cast to {saleId=100, soldOn=2024-02-28}
                """.stripLeading());
    }

    @Test
    void definitions_without_tests_are_named() throws IOException {
        write("shops", "projection: shops\ntopic: shop.shop\nkey: shopId\nfields: { shopId: long }\n");
        assertThat(test().exit()).isZero();
        assertThat(test().out()).endsWith("2 tests passed; without a test: projection shops\n");
    }

    @Test
    void only_chooses_by_name_definition_or_file() {
        assertThat(test("--only", "IS NONE").out()).endsWith("1 test passed\n");
        assertThat(test("--only", "sales.yaml").out()).endsWith("2 tests passed\n");
        assertThat(test("--only", "nothing"))
                .isEqualTo(
                        new Invoked(
                                2,
                                "",
                                "--only nothing: no test, definition or file has this in its name; without --only there are 2\n"));
    }

    @Test
    void a_broken_definition_is_told_as_check_tells_it() throws Exception {
        write("sales", SALES.replace("type: long", "type: lonk"));
        Path junit = home.resolve("reports/junit.xml");
        Invoked invoked = test("--junit", junit.toString());
        assertThat(invoked)
                .isEqualTo(
                        new Invoked(
                                1,
                                "",
                                "transformers/projections/sales.yaml:5 fields.saleId.type: 'lonk' is no type; did you mean 'long'?\n"));
        Element error = only(xml(junit), "error");
        assertThat(error.getAttribute("message")).isEqualTo("'lonk' is no type; did you mean 'long'?");
    }

    @Test
    void junit_xml_has_a_suite_for_each_definition_with_places_times_and_failures() throws Exception {
        write(
                "sales",
                SALES.replace("saleId: 100, soldOn", "saleId: 101, soldOn").replace("a sale", "a \\u0001 <sale>"));
        Path junit = home.resolve("reports/junit.xml");
        assertThat(test("--junit", junit.toString()).exit()).isEqualTo(1);
        Document xml = xml(junit);
        JunitXml.check(xml);
        Element suite = only(xml, "testsuite");
        assertThat(suite.getAttribute("name")).isEqualTo("projection sales");
        assertThat(suite.getAttribute("tests")).isEqualTo("2");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        Element first = (Element) xml.getElementsByTagName("testcase").item(0);
        assertThat(first.getAttribute("file")).isEqualTo("transformers/projections/sales.yaml");
        assertThat(first.getAttribute("line")).isEqualTo("9");
        assertThat(first.getAttribute("classname")).isEqualTo("projection.sales");
        assertThat(only(xml, "failure").getAttribute("message")).isEqualTo("saleId: is 100, expected 101");
    }

    @Test
    void json_says_it_for_machines() throws Exception {
        JsonNode json = new ObjectMapper().readTree(test("--json").out());
        assertThat(json.get("passed").intValue()).isEqualTo(2);
        assertThat(json.at("/tests/0/name").textValue()).isEqualTo("a sale");
        assertThat(json.at("/tests/0/line").intValue()).isEqualTo(9);
    }

    private Invoked test(String... options) {
        String[] arguments = new String[options.length + 3];
        arguments[0] = "test";
        arguments[1] = "--home";
        arguments[2] = home.toString();
        System.arraycopy(options, 0, arguments, 3, options.length);
        return Invoked.run(arguments);
    }

    private void write(String name, String text) throws IOException {
        Path file = home.resolve("transformers/projections/" + name + ".yaml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static Document xml(Path file) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
    }

    private static Element only(Document xml, String name) {
        assertThat(xml.getElementsByTagName(name).getLength()).isEqualTo(1);
        return (Element) xml.getElementsByTagName(name).item(0);
    }
}

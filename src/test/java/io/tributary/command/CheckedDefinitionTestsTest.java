package io.tributary.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Check runs the tests that stand in definitions. */
class CheckedDefinitionTestsTest {

    @TempDir
    Path home;

    @Test
    void a_definition_whose_own_test_fails_is_wrong() throws IOException {
        Path file = home.resolve("transformers/projections/sales.yaml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, """
                projection: sales
                topic: shop.sale
                key: saleId
                fields:
                  saleId: { from: SALE, type: long }
                tests:
                  - name: numbers are numbers
                    given:  { SALE: "100" }
                    expect: { saleId: 101 }
                """);
        StringWriter errors = new StringWriter();
        int status =
                Tributary.commandLine().setErr(new PrintWriter(errors)).execute("check", "--home", home.toString());
        assertThat(status).isEqualTo(Tributary.WRONG);
        assertThat(errors.toString().strip())
                .startsWith("transformers/projections/sales.yaml:7")
                .contains("the test 'numbers are numbers' fails: saleId")
                .contains("101");
    }
}

package io.tributary.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.docs.GeneratedPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/how-to/definitions.md, done step by step: what it shows is what was drafted and printed. */
class DefinitionsGuideTest {

    private static final Path GUIDE = Path.of("docs/how-to/definitions.md");
    private static final Pattern BLOCK =
            Pattern.compile("(?:<!-- (\\w+)(?:: ([^\\n]+))? -->\\n)?```(\\w+)\\n(.*?)```\\n", Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");
    private static final String COMMAND = "java -jar target/tributary.jar ";

    @TempDir
    Path folder;

    private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";

    @Test
    void the_guide_shows_what_happens() throws Exception {
        String guide = Files.readString(GUIDE);
        StringBuilder expected = new StringBuilder();
        Matcher block = BLOCK.matcher(guide);
        int end = 0;
        try (Connection database = DriverManager.getConnection(url)) {
            while (block.find()) {
                expected.append(guide, end, block.start(4)).append(content(block, database));
                end = block.end(4);
            }
        }
        expected.append(guide.substring(end));
        GeneratedPage.check(GUIDE, expected.toString(), DefinitionsGuideTest.class);
    }

    private String content(Matcher block, Connection database) throws SQLException, IOException {
        String kind = block.group(1) == null ? block.group(3) : block.group(1);
        String text = block.group(4);
        return switch (kind) {
            case "database" -> {
                try (Statement statement = database.createStatement()) {
                    statement.execute(text);
                }
                yield text;
            }
            case "file" -> {
                Path file = folder.resolve(block.group(2));
                Files.createDirectories(file.getParent());
                Files.writeString(file, text);
                yield text;
            }
            case "drafted" -> Files.readString(folder.resolve(block.group(2)));
            case "output" -> output(block.group(2));
            case "console" -> {
                String line = text.lines().findFirst().orElseThrow();
                assertThat(line).startsWith("$ " + COMMAND);
                yield line + "\n" + output(line.substring(COMMAND.length() + 2));
            }
            default -> throw new IllegalArgumentException("the guide has a block of '" + kind + "'");
        };
    }

    private String output(String line) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(line.replace("$SHOP", url));
        while (word.find()) {
            String quoted = word.group(1) == null ? word.group(2) : word.group(1);
            String plain = quoted == null ? word.group(3) : quoted;
            words.add(
                    plain.equals("shop") && words.get(words.size() - 1).equals("--home") || plain.endsWith(".csv")
                            ? folder.resolve(plain).toString()
                            : plain);
        }
        Invoked invoked = Invoked.run(words.toArray(String[]::new));
        return (invoked.out() + invoked.err()).replace(folder + "/", "").replace(url, "jdbc:...");
    }
}

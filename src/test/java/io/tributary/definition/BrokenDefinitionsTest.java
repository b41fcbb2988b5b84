package io.tributary.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.Arguments;

/** Mistakes in definitions, each with its whole message, stand in the tests beside this one: these are enough to trust the others. */
class BrokenDefinitionsTest {

    private static final int AT_LEAST = 100;

    @Test
    void more_than_a_hundred_broken_definitions_have_their_messages_pinned() {
        List<String> texts = Stream.of(
                        ProjectionProblemsTest.mistakes(),
                        FieldProblemsTest.mistakes(),
                        RecordProblemsTest.mistakes(),
                        ViewProblemsTest.mistakes())
                .flatMap(mistakes -> mistakes)
                .map(Arguments::get)
                .map(arguments -> String.valueOf(arguments[0]))
                .toList();
        assertThat(texts).doesNotHaveDuplicates().hasSizeGreaterThan(AT_LEAST);
    }
}

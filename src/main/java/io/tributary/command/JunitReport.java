package io.tributary.command;

import io.tributary.definition.Place;
import io.tributary.definition.Problem;
import io.tributary.definition.TestResult;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Results as JUnit XML, in the form that Ant's junitreport began and that Jenkins, GitLab and others read: suites of test cases, each
 * with its time in seconds, and a failure where there is one.
 */
final class JunitReport {

    private final XMLStreamWriter xml;

    private JunitReport(XMLStreamWriter xml) {
        this.xml = xml;
    }

    /** Writes a suite for each definition. */
    static void write(Path file, TestReport report) throws IOException {
        write(file, junit -> {
            junit.begin(
                    "testsuites",
                    "tributary test",
                    report.results().size(),
                    report.failed(),
                    0,
                    time(report.results()));
            for (var suite : report.suites().entrySet()) {
                junit.suite(suite.getKey(), suite.getValue());
            }
            junit.xml.writeEndElement();
        });
    }

    /** Writes the problems of definitions that cannot be read: each is an error of a suite of its own. */
    static void write(Path file, List<Problem> problems) throws IOException {
        write(file, junit -> {
            junit.begin("testsuites", "tributary test", problems.size(), 0, problems.size(), Duration.ZERO);
            junit.begin("testsuite", "definitions", problems.size(), 0, problems.size(), Duration.ZERO);
            for (Problem problem : problems) {
                junit.testCase(problem.place().path(), problem.place().file(), problem.place(), Duration.ZERO);
                junit.cause("error", problem.message(), problem.toString());
                junit.xml.writeEndElement();
            }
            junit.xml.writeEndElement();
            junit.xml.writeEndElement();
        });
    }

    private void suite(String title, List<TestResult> tests) throws XMLStreamException {
        int failed = (int) tests.stream().filter(test -> !test.passed()).count();
        begin("testsuite", title, tests.size(), failed, 0, time(tests));
        for (TestResult test : tests) {
            testCase(test.name(), test.kind() + "." + test.definition(), test.place(), test.took());
            if (!test.passed()) {
                String first = test.differences().get(0).toString();
                cause("failure", first, test.place() + "\n" + test.difference());
            }
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private void begin(String element, String name, int tests, int failures, int errors, Duration took)
            throws XMLStreamException {
        xml.writeCharacters("\n");
        xml.writeStartElement(element);
        attribute("name", name);
        attribute("tests", String.valueOf(tests));
        attribute("failures", String.valueOf(failures));
        attribute("errors", String.valueOf(errors));
        if (element.equals("testsuite")) {
            attribute("skipped", "0");
        }
        attribute("time", seconds(took));
    }

    private void testCase(String name, String className, Place place, Duration took) throws XMLStreamException {
        xml.writeCharacters("\n");
        xml.writeStartElement("testcase");
        attribute("name", name);
        attribute("classname", className);
        attribute("file", place.file());
        attribute("line", String.valueOf(place.line()));
        attribute("time", seconds(took));
    }

    private void cause(String element, String message, String text) throws XMLStreamException {
        xml.writeStartElement(element);
        attribute("message", message);
        attribute("type", element);
        xml.writeCharacters(legal(text));
        xml.writeEndElement();
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, legal(value));
    }

    /** What XML 1.0 can hold; a value in a definition may be any text. */
    private static String legal(String text) {
        return text.replaceAll("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "\uFFFD");
    }

    private static Duration time(List<TestResult> tests) {
        return tests.stream().map(TestResult::took).reduce(Duration.ZERO, Duration::plus);
    }

    private static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%.3f", took.toNanos() / 1e9);
    }

    @FunctionalInterface
    private interface Content {

        void write(JunitReport junit) throws XMLStreamException;
    }

    private static void write(Path file, Content content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, "UTF-8");
            xml.writeStartDocument("UTF-8", "1.0");
            content.write(new JunitReport(xml));
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException(file + " cannot be written: " + e.getMessage(), e);
        }
    }
}

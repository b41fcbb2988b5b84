package io.tributary.definition;

import io.tributary.record.Names;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Which names definitions may have, so that each gets a queue and a collection of its own. */
final class NameRules {

    static final int LONGEST = 60;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+");
    private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
    private static final Names QUEUES = new Names("");

    private final Problems problems;
    private final Map<String, Place> collections = new HashMap<>();
    private final Map<String, String> queues = new HashMap<>();

    NameRules(Problems problems) {
        this.problems = problems;
        queues.put(QUEUES.projectionChangesQueue(), "the projection changes");
    }

    void projection(String name, DefinitionFile file, Place place) {
        definition("projection", name, file, place);
    }

    void view(String name, DefinitionFile file, Place place) {
        if (definition("view", name, file, place)) {
            queue(QUEUES.viewQueue(name), "view '" + name + "'", place);
        }
    }

    void topic(String topic, Place place) {
        if (!TOPIC.matcher(topic).matches() || topic.length() > LONGEST) {
            problems.report(
                    place,
                    "'" + topic + "' is no topic: letters, digits, '-' and '_', with single dots between, at most "
                            + LONGEST + " characters");
        } else {
            queue(QUEUES.topicQueue(topic), "topic '" + topic + "'", place);
        }
    }

    /** Names of documents' fields: those that MongoDB and Tributary keep for themselves are refused. */
    void field(String name, Place place) {
        if (name.isEmpty()) {
            problems.report(place, "a field needs a name");
        } else if (name.charAt(0) == '$'
                || name.charAt(0) == '_'
                || name.indexOf('.') >= 0
                || name.indexOf('\0') >= 0) {
            problems.report(
                    place,
                    "'" + name.replace('\0', '?')
                            + "' is no field name: it may not begin with '$' or '_', nor hold '.' or NUL");
        }
    }

    private boolean definition(String what, String name, DefinitionFile file, Place place) {
        if (!NAME.matcher(name).matches() || name.length() > LONGEST) {
            problems.report(
                    place,
                    "'" + name + "' is no name: letters, digits, '-' and '_', at most " + LONGEST + " characters");
            return false;
        }
        if (name.startsWith("tributary_") || name.equals(QUEUES.projectionChangesQueue())) {
            problems.report(place, "'" + name + "' is reserved for Tributary itself; choose another name");
            return false;
        }
        if (!name.equals(file.expectedName())) {
            problems.report(
                    place,
                    "the " + what + " is '" + name + "' and its file '" + file.expectedName()
                            + "'; give both one name");
        }
        Place other = collections.putIfAbsent(name, place);
        if (other != null) {
            problems.report(
                    place,
                    "the name '" + name + "' is taken (" + other + "); projections and views share the collections");
        }
        return other == null;
    }

    private void queue(String queue, String owner, Place place) {
        String other = queues.putIfAbsent(queue, owner);
        if (other != null && !other.equals(owner)) {
            problems.report(
                    place, owner + " would share the queue '" + queue + "' with " + other + "; rename one of them");
        }
        if (queue.endsWith(QUEUES.deadLetterQueue(""))) {
            problems.report(
                    place, owner + " would have the queue '" + queue + "', a name that dead letters have; rename it");
        }
    }
}

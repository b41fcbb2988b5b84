package io.tributary.definition;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The views of a home while they are read: one that another is made of is read before it, whatever the order of the files. */
final class ViewFiles {

    private final List<DefinitionFile> todo;
    private final Map<DefinitionFile, ViewDefinition> read = new LinkedHashMap<>();
    private final List<String> way = new ArrayList<>();
    private final Catalog catalog;
    private final Problems problems;
    private final ViewReader reader;

    ViewFiles(
            Collection<DefinitionFile> files,
            NameRules names,
            Catalog catalog,
            Collection<String> functions,
            Problems problems) {
        this.todo = new ArrayList<>(files);
        this.catalog = catalog;
        this.problems = problems;
        this.reader = new ViewReader(names, catalog, functions, this);
    }

    /** All views that can be read, in the order of their files. */
    Map<String, ViewDefinition> all() {
        List<DefinitionFile> files = List.copyOf(todo);
        while (!todo.isEmpty()) {
            read(todo.get(0));
        }
        Map<String, ViewDefinition> all = new LinkedHashMap<>();
        files.forEach(file -> {
            ViewDefinition view = read.get(file);
            if (view != null) {
                all.put(view.name(), view);
            }
        });
        return all;
    }

    /** The projection or view that a value names, or null if it names none that a view can be made of. */
    @Nullable
    String source(@Nullable YamlValue value) {
        String name = value == null ? null : value.text();
        if (value == null || name == null || catalog.projections().containsKey(name)) {
            return name;
        }
        if (way.contains(name)) {
            String circle = String.join(" -> ", way.subList(way.indexOf(name), way.size()));
            value.problem("a view cannot be made of itself: " + circle + " -> " + name);
            return null;
        }
        List<String> names = names();
        todo.stream()
                .filter(file -> file.expectedName().equals(name))
                .findFirst()
                .ifPresent(this::read);
        if (!catalog.knows(name)) {
            value.problem("'" + name + "' is no projection or single view" + Nearest.hint(name, names));
            return null;
        }
        for (String part : catalog.ambiguous(name)) {
            value.problem("single view '" + name + "' has a field '" + part + "' that is not its key '" + part
                    + "'; rename it before a view is made of it");
        }
        return name;
    }

    /** What can be named here: not the view itself. */
    private List<String> names() {
        List<String> names = new ArrayList<>(catalog.names());
        todo.forEach(file -> names.add(file.expectedName()));
        return names;
    }

    private void read(DefinitionFile file) {
        todo.remove(file);
        int before = problems.count();
        way.add(file.expectedName());
        ViewDefinition view = reader.read(file, problems);
        way.remove(file.expectedName());
        if (view != null) {
            read.put(file, view);
        }
        if (view == null || problems.count() > before) {
            catalog.unreadable(file.expectedName());
        } else {
            catalog.add(view);
        }
    }
}

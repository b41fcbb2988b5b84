package io.tributary.agent;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts files that are what they look like, and leaves all others where they are, with one warning for each.
 *
 * <p>The name comes from somebody else and becomes a path of ours: a server that lists {@code ../x} would make us write outside of
 * the work directory (CVE-2026-79983), and Camel refuses the whole poll for one name with <code>${</code> where done files are
 * used. A link would publish a file that who made the link may not read himself; a pipe would be waited for without an end.
 */
public final class FileNameGuard<T> implements GenericFileFilter<T> {

    private static final Logger LOG = LoggerFactory.getLogger(FileNameGuard.class);

    /** Names that are remembered, and so are warned of once: whoever makes names must not fill the memory or the log. */
    private static final int MOST_WARNINGS = 1_000;

    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    @Override
    public boolean accept(GenericFile<T> file) {
        if (!isSafe(file.getFileName()) || !isSafe(file.getFileNameOnly())) {
            return refuse(file, "a name without '/', '\\', control characters, '${' and '$simple{'");
        }
        if (!file.isDirectory() && file.getFile() instanceof File local && !isFile(local)) {
            return refuse(file, "a file itself and no link or pipe");
        }
        return true;
    }

    static boolean isSafe(String name) {
        return !name.isBlank()
                && !name.equals(".")
                && !name.equals("..")
                && name.indexOf('/') < 0
                && name.indexOf('\\') < 0
                && !name.contains("${")
                && !name.contains("$simple{")
                && name.chars().noneMatch(Character::isISOControl);
    }

    private static boolean isFile(File file) {
        return Files.isRegularFile(file.toPath(), LinkOption.NOFOLLOW_LINKS);
    }

    private boolean refuse(GenericFile<T> file, String right) {
        String name = file.getAbsoluteFilePath().replaceAll("\\p{Cntrl}", "?");
        if (warned.size() < MOST_WARNINGS && warned.add(name)) {
            LOG.warn("the file '{}' is not read and stays where it is; {} would be", name, right);
        }
        return false;
    }
}

package io.tributary.agent;

import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;

/**
 * Accepts files whose name is one path segment. The name comes from the server's listing and becomes a path of ours: a server
 * that lists {@code ../x} would make us write outside of the work directory (CVE-2026-79983).
 */
public final class FileNameGuard<T> implements GenericFileFilter<T> {

    @Override
    public boolean accept(GenericFile<T> file) {
        return isOneSegment(file.getFileName()) && isOneSegment(file.getFileNameOnly());
    }

    static boolean isOneSegment(String name) {
        return !name.isBlank()
                && !name.equals(".")
                && !name.equals("..")
                && name.indexOf('/') < 0
                && name.indexOf('\\') < 0
                && name.chars().noneMatch(Character::isISOControl);
    }
}

package io.tributary.draft;

import java.util.List;
import java.util.Map;

/**
 * What was drafted.
 *
 * @param files the texts of new files by their path within the home
 * @param properties lines for the home's application.properties, as far as it does not have them
 * @param notes what a person should know or do next
 */
public record Draft(Map<String, String> files, Map<String, String> properties, List<String> notes) {}

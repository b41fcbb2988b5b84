package io.tributary.simulation;

import java.util.List;

/** Every rule of DESIGN.md sections 5 to 7 whose loss would leave stale or lost data, and the code without it. */
final class Mutants {

    private static final String UPDATER = "5, updater";
    private static final String REFERENCES = "5, references";
    private static final String PRUNING = "5, pruning";
    private static final String MERGE = "5, merge";
    private static final String WAY_BACK = "6, affected views";
    private static final String BUILDER = "7, builder";
    private static final String QUEUES = "I3, queues";
    private static final String CHAINS = "6, 7, views on views";
    private static final String OTHER_KEYS = "6, 7, other keys";

    static final List<Mutant> ALL = List.of(
            // ---- section 5
            Mutant.of(
                    UPDATER,
                    "A record that is stored already is told again: who stored it may have died before it told",
                    "the same record is silent",
                    "projection.Decision",
                    "return this != UNCHANGED;",
                    "return this != UNCHANGED && this != SAME;"),
            Mutant.of(
                            UPDATER,
                            "A stale record is told: its own process may have died, and a later, equal one said nothing",
                            "a stale record is silent",
                            "projection.Decision",
                            "return this != UNCHANGED;",
                            "return this != UNCHANGED && this != STALE;")
                    .within(4_000),
            Mutant.of(
                    UPDATER,
                    "What is overtaken within messages that were received together is told like a stale record",
                    "records that are coalesced away are silent",
                    "projection.Written",
                    "boolean notifies = overtaken > 0;",
                    "boolean notifies = false;"),
            Mutant.of(
                    UPDATER,
                    "A newer record with equal content moves the version on",
                    "an unchanged record is not written",
                    "projection.ReplaceIfNewer",
                    "        return write(\n                equal ?",
                    "        if (equal) {\n            return Decision.nothing(Decision.Outcome.UNCHANGED, references.stored(stored));\n        }\n"
                            + "        return write(\n                equal ?"),
            Mutant.of(
                    UPDATER,
                    "A stale record changes nothing",
                    "the last record to arrive wins",
                    "projection.ReplaceIfNewer",
                    "if (order <= 0) {",
                    "if (order == 0) {"),
            Mutant.of(
                    UPDATER,
                    "Equal source versions are ordered by the read sequence",
                    "only the source version counts",
                    "record.Version",
                    "return bySource != 0 ? bySource : Long.compare(sequence, other.sequence);",
                    "return bySource;"),
            Mutant.of(
                    UPDATER,
                    "The source version goes before the read sequence",
                    "only the read sequence counts",
                    "record.Version",
                    "return bySource != 0 ? bySource : Long.compare(sequence, other.sequence);",
                    "return Long.compare(sequence, other.sequence);"),
            Mutant.of(
                    UPDATER,
                    "Between two records of one version the content decides, whatever arrives first",
                    "of equal versions the first to arrive stays",
                    "projection.ReplaceIfNewer",
                    "if (order == 0 && !equal && winsTie(values, delete, stored)) {",
                    "if (false) {"),
            Mutant.of(
                    UPDATER,
                    "Coalescing keeps the newest record of a key",
                    "coalescing keeps the oldest",
                    "projection.ProjectionWriter",
                    "Comparator<CastRecord> order = Ties.NEWEST_LAST;",
                    "Comparator<CastRecord> order = Ties.NEWEST_LAST.reversed();"),
            Mutant.of(
                    UPDATER,
                    "A delete leaves a tombstone with its version",
                    "a delete is not stored where nothing is",
                    "projection.ReplaceIfNewer",
                    "        if (stored == null) {\n",
                    "        if (stored == null && delete) {\n            return Decision.nothing(Decision.Outcome.SAME, Map.of());\n        }\n        if (stored == null) {\n"),
            Mutant.of(
                    UPDATER,
                    "A delete has a version like any record",
                    "a delete wins over everything",
                    "projection.ReplaceIfNewer",
                    "int order = incoming.version().compareTo(stored.version());",
                    "int order = delete && !stored.deleted() ? 1 : incoming.version().compareTo(stored.version());"),
            Mutant.of(
                            UPDATER,
                            "A write that lost the race is decided again",
                            "what lost the race is taken as written",
                            "projection.ProjectionWriter",
                            "todo = attempt(todo, source, written);",
                            "attempt(todo, source, written);\n            todo = Map.of();")
                    .and("projection.ProjectionWriter", "            folded.remove(key);\n", ""),
            Mutant.of(
                    UPDATER,
                    "An insert that finds the key taken has lost the race",
                    "a lost insert is taken as written",
                    "projection.CompareAndSet",
                    "                lost.add(write.id());\n                continue;",
                    "                continue;"),
            Mutant.of(
                    UPDATER,
                    "A replace that matched nothing has lost the race",
                    "a lost replace is taken as written",
                    "projection.CompareAndSet",
                    "if (matched < replaces) {",
                    "if (false) {"),
            Mutant.of(
                    UPDATER,
                    "A document is only written over the revision that was read",
                    "the write is not guarded",
                    "projection.Guard",
                    "Filters.eq(Meta.path(Meta.REVISION), expected)),",
                    "Filters.empty()),"),
            Mutant.of(
                    UPDATER,
                    "The guard is the revision: a version alone would lose the history of references",
                    "the write is guarded by the version",
                    "projection.Guard",
                    "Filters.eq(Meta.path(Meta.REVISION), expected)),",
                    "document.get(Meta.META, Document.class).containsKey(Meta.VERSION)\n"
                            + "&& !document.get(Meta.META, Document.class).containsKey(Meta.FIELD_VERSIONS)\n"
                            + "? Filters.lt(Meta.path(Meta.VERSION), document.get(Meta.META, Document.class).get(Meta.VERSION))\n"
                            + ": Filters.eq(Meta.path(Meta.REVISION), expected)),"),
            Mutant.of(
                    UPDATER,
                    "The same where a pipeline guards the write",
                    "the pipeline writes over any revision",
                    "projection.Guard",
                    "\"$literal\", document), LOST));",
                    "\"$literal\", document), new Document(\"$literal\", document)));"),
            Mutant.of(
                    UPDATER,
                    "A replace that fails in a pipeline for another revision has lost the race",
                    "a lost replace by a pipeline is taken as written",
                    "projection.CompareAndSet",
                    "            if (taken || isLostReplace(error, writes, guard)) {",
                    "            if (isLostReplace(error, writes, guard)) {\n                continue;\n            }\n            if (taken) {"),
            // ---- references
            Mutant.of(
                    REFERENCES,
                    "A document keeps the references that it had",
                    "only the present references are kept",
                    "projection.References",
                    "stored == null ? List.of() : pastAfter(present, stored, now)",
                    "List.of()"),
            Mutant.of(
                            REFERENCES,
                            "It keeps those from before the last move, too",
                            "only the last past reference is kept",
                            "projection.References",
                            "if (entry.get(UNTIL) instanceof Date until && until.toInstant().isAfter(now)) {",
                            "if (false) {")
                    .within(4_000),
            Mutant.of(
                    REFERENCES,
                    "A change tells the past references",
                    "a change tells only the present references",
                    "projection.References",
                    "        return all;\n    }\n\n    /** The present values of a stored",
                    "        all.replaceAll((field, values) -> values.isEmpty() || present[fields.indexOf(field)] == null\n"
                            + "                ? List.of() : values.subList(0, 1));\n        return all;\n    }\n\n    /** The present values of a stored"),
            Mutant.of(
                    REFERENCES,
                    "A record that writes nothing tells the references that are stored",
                    "a record that writes nothing tells no references",
                    "projection.References",
                    "all.put(field, stored.references(field));",
                    "all.put(field, List.of());"),
            // ---- pruning
            Mutant.of(
                    PRUNING,
                    "A stale record touches every field: what it changed once may be untold",
                    "a stale record touches nothing",
                    "projection.Decision",
                    "return new Decision(outcome, null, references, Touched.ALL);",
                    "return new Decision(outcome, null, references, outcome == Outcome.STALE ? Touched.of(List.of()) : Touched.ALL);"),
            Mutant.of(
                    PRUNING,
                    "A record that is stored already touches every field",
                    "the same record touches nothing",
                    "projection.Decision",
                    "return new Decision(outcome, null, references, Touched.ALL);",
                    "return new Decision(outcome, null, references, outcome == Outcome.SAME ? Touched.of(List.of()) : Touched.ALL);"),
            Mutant.of(
                    PRUNING,
                    "What is overtaken within messages that were received together touches every field",
                    "of records that are coalesced only what the newest changes counts",
                    "projection.Written",
                    "Touched touched = notifies ? Touched.ALL : Touched.of(List.of());",
                    "Touched touched = Touched.of(List.of());"),
            Mutant.of(
                    PRUNING,
                    "What several partial records change counts together",
                    "only what the last of them changes counts",
                    "projection.Written",
                    "touched = touched.and(decision.touched());",
                    "touched = decision.touched();"),
            Mutant.of(
                            PRUNING,
                            "A record is compared with the document that it replaces",
                            "it is compared with the document that was read first, also after a lost race",
                            "projection.ProjectionWriter",
                            "            folded.put(key, result);\n",
                            "            List<Decision> before1 = first.computeIfAbsent(records, r -> result.decisions());\n"
                                    + "            folded.put(key, new Folded(result.document(), records, java.util.stream.IntStream.range(0, before1.size())\n"
                                    + "                    .mapToObj(i -> result.decisions().get(i).outcome().writes() ? new Decision(result.decisions().get(i).outcome(),\n"
                                    + "                            result.decisions().get(i).document(), result.decisions().get(i).references(), before1.get(i).touched())\n"
                                    + "                            : result.decisions().get(i)).toList()));\n")
                    .and(
                            "projection.ProjectionWriter",
                            "    private final Clock clock;\n",
                            "    private final Clock clock;\n    private final Map<List<CastRecord>, List<Decision>> first = new java.util.IdentityHashMap<>();\n")
                    .within(40_000),
            Mutant.of(
                    PRUNING,
                    "A document that comes or goes touches every view that it stands in",
                    "it touches those that read a field with a value",
                    "projection.ReplaceIfNewer",
                    "if (delete != stored.deleted() || incoming",
                    "if (incoming"),
            Mutant.of(
                    PRUNING,
                    "A change is compared with the fields that the view reads of this very document",
                    "it is compared with those that the view reads of its base",
                    "view.AffectedViews",
                    "concerning(node, entry.getValue())",
                    "concerning(plan.base(), entry.getValue())"),
            // ---- merge
            Mutant.of(
                    MERGE,
                    "Merging has a version per field",
                    "merging has one version per document",
                    "projection.MergeFields",
                    "Version kept = versions.get(layout.names()[field]);\n            int order",
                    "Version kept = versions.values().stream().max(Version::compareTo).orElse(null);\n            int order"),
            Mutant.of(
                    MERGE,
                    "A field that is older than the newest delete does not come back",
                    "merging forgets deletes",
                    "projection.MergeFields",
                    "if (deleted != null && incoming.version().compareTo(deleted) <= 0) {\n                return false;\n            }\n            for",
                    "for"),
            Mutant.of(
                    MERGE,
                    "A late delete leaves the fields that are newer",
                    "a delete removes all fields",
                    "projection.MergeFields",
                    "if (kept != null && kept.compareTo(version) <= 0) {",
                    "if (kept != null) {"),
            Mutant.of(
                    MERGE,
                    "A column that is not there leaves its field alone",
                    "what a partial record does not bring is emptied",
                    "projection.MergeFields",
                    "                    continue;\n                }\n                whole",
                    "                    value = null;\n                }\n                whole"),
            Mutant.of(
                            MERGE,
                            "All records of a key are merged",
                            "only the newest record of a batch is merged",
                            "projection.ProjectionWriter",
                            "layout.merges() ? records : records",
                            "false ? records : records")
                    .within(8_000),
            Mutant.of(
                    MERGE,
                    "Merging keeps past references",
                    "merging tells and keeps only present references",
                    "projection.MergeFields",
                    "references.write(meta, layout.references(state.values), stored, now)",
                    "references.write(meta, layout.references(state.values), null, now)"),
            // ---- I1, I3
            Mutant.of(
                    QUEUES,
                    "A batch is booked once, however often it is delivered (I1)",
                    "every delivery is booked",
                    "projection.BatchAccounts",
                    "projection + \"|\" + batch)",
                    "projection + \"|\" + batch + \"|\" + clock.millis())"),
            Mutant.of(
                    QUEUES,
                    "Records that cannot be cast are kept before their message goes",
                    "rejected records are not stored",
                    "projection.ProjectionUpdater",
                    "            rejectedRecords.store(\n                    intake.origin(), intake.attempt(), intake.cast(target).rejected());\n",
                    ""),
            Mutant.of(
                    QUEUES,
                    "Records are booked under what is the same for every delivery",
                    "two messages of other producers within a millisecond are one batch",
                    "projection.ProjectionUpdater",
                    "if (!batch.source().equals(RecordBatchCodec.PLAIN_SOURCE)) {",
                    "if (true) {"),
            Mutant.of(
                    QUEUES,
                    "A message is deleted last (I3)",
                    "the message is deleted before it is worked on",
                    "queue.QueueWorker",
                    "            Throwable why = tools.delivery.deliver(body);",
                    "            tools.receipts.delete(left);\n            Throwable why = tools.delivery.deliver(body);"),
            Mutant.of(
                    QUEUES,
                    "What fails for a while is kept and tried again",
                    "a failed delivery is deleted",
                    "queue.QueueWorker",
                    "if (why == null) {\n                Settled",
                    "if (true) {\n                Settled"),
            Mutant.of(
                    QUEUES,
                    "A message is sent when the queue has confirmed it",
                    "messages that the queue refuses are taken as sent",
                    "queue.SqsSender",
                    "return new Outcome(inOrder, reason, null, hopeless);",
                    "return new Outcome(List.of(), reason, null, hopeless);"),
            Mutant.of(
                    QUEUES,
                    "Changes of every projection are told",
                    "a topic tells of its first projection only",
                    "projection.ProjectionUpdater",
                    "            untold = failing",
                    "            if (true) {\n                return;\n            }\n            untold = failing"),
            // ---- section 6
            Mutant.of(
                    WAY_BACK,
                    "On its way back a change follows past references, too",
                    "only the first reference is followed",
                    "view.WayBack",
                    ": BsonValues.ofType(source.type(field), change.references().getOrDefault(field, List.of()));",
                    ": BsonValues.ofType(source.type(field), change.references().getOrDefault(field, List.of())).stream().limit(1).toList();"),
            Mutant.of(
                    WAY_BACK,
                    "A change of a projection is followed from every place that it has in a view",
                    "only the first place is followed",
                    "view.ViewPlan",
                    "                found.add(node);\n",
                    "                found.add(node);\n                return found;\n"),
            Mutant.of(
                    WAY_BACK,
                    "Every view that a change touches is triggered",
                    "only the first view is triggered",
                    "view.AffectedViews",
                    "            triggers.send();\n        }\n    }\n\n    /** Field by field",
                    "            if (!triggers.keys.isEmpty()) {\n                triggers.send();\n                return;\n            }\n        }\n    }\n\n    /** Field by field"),
            Mutant.of(
                    WAY_BACK,
                    "Changes of several messages are all followed",
                    "only the last message of those received together is followed",
                    "view.AffectedViews",
                    "                changes.computeIfAbsent(decoded.source(), source -> new ArrayList<>())",
                    "                changes.clear();\n                changes.computeIfAbsent(decoded.source(), source -> new ArrayList<>())"),
            Mutant.of(
                    WAY_BACK,
                    "Of a composite key every combination of past and present parts is followed",
                    "only the first value of each part is combined",
                    "view.WayBack",
                    "            chosen.remove(chosen.size() - 1);\n",
                    "            chosen.remove(chosen.size() - 1);\n            break;\n"),
            // ---- section 7
            Mutant.of(
                    BUILDER,
                    "A view is built after its revision was read",
                    "the projections are read before the revision",
                    "view.ViewBuilder",
                    "        Map<Object, Stored> before = stored(keys);\n        try (ChunkBudget budget = budget(keys.size())) {\n"
                            + "            return write(keys, before, compute(keys, budget), round);",
                    "        try (ChunkBudget budget = budget(keys.size())) {\n            Computed early = compute(keys, budget);\n"
                            + "            return write(keys, stored(keys), early, round);"),
            Mutant.of(
                    BUILDER,
                    "A view that lost the race is built again",
                    "what lost the race is left",
                    "view.ViewBuilder",
                    "todo = attemptAll(todo, round);",
                    "attemptAll(todo, round);\n            todo = Set.of();"),
            Mutant.of(
                    BUILDER,
                    "A view is written though its content is equal: a slower builder has to lose",
                    "an equal view is not written",
                    "view.ViewBuilder",
                    "            Document meta = new Document(Meta.WRITTEN_AT, Date.from(now));\n",
                    "            Document was = collection.find(Filters.in(\"_id\", List.of(id))).first();\n"
                            + "            if (was != null) {\n                boolean gone = Stored.deleted(was);\n                was.remove(Meta.META);\n"
                            + "                if (computed.views().get(key) == null ? gone : !gone && was.equals(computed.views().get(key))) {\n"
                            + "                    round.told().accept(references.stored(key, stored));\n                    continue;\n                }\n            }\n"
                            + "            Document meta = new Document(Meta.WRITTEN_AT, Date.from(now));\n"),
            Mutant.of(
                            BUILDER,
                            "A view without a base becomes a tombstone, also where there was no view",
                            "where there was no view no tombstone is written",
                            "view.ViewBuilder",
                            "            Document meta = new Document(Meta.WRITTEN_AT, Date.from(now));\n",
                            "            if (computed.views().get(key) == null && stored == null) {\n                round.told().accept(references.stored(key, stored));\n                continue;\n            }\n"
                                    + "            Document meta = new Document(Meta.WRITTEN_AT, Date.from(now));\n")
                    .within(8_000),
            Mutant.of(
                    BUILDER,
                    "Of a tombstone a view shows nothing",
                    "a deleted document is read like any other",
                    "view.RowCodec",
                    "deleted(reader) : skip(reader)",
                    "skip(reader) : skip(reader)"),
            Mutant.of(
                    BUILDER,
                    "A view without a base becomes a tombstone",
                    "a view whose base is gone is left as it is",
                    "view.ViewBuilder",
                    "            Document meta = new Document(Meta.WRITTEN_AT, Date.from(now));\n",
                    "            if (computed.views().get(key) == null) {\n                round.told().accept(references.stored(key, stored));\n                continue;\n            }\n"
                            + "            Document meta = new Document(Meta.WRITTEN_AT, Date.from(now));\n"),
            Mutant.of(
                            BUILDER,
                            "A view is never upserted: that could bring back what was removed",
                            "a view is written whatever is there",
                            "projection.CompareAndSet",
                            "        return write.expected() == null\n",
                            "        if (write.document().get(Meta.META, Document.class).get(Meta.VERSION) == null) {\n"
                                    + "            return new com.mongodb.client.model.ReplaceOneModel<>(Filters.eq(\"_id\", write.id()), write.document(), new com.mongodb.client.model.ReplaceOptions().upsert(true));\n        }\n"
                                    + "        return write.expected() == null\n")
                    .and(
                            "projection.CompareAndSet",
                            "if (matched < replaces) {",
                            "if (matched < replaces && writes.get(0).document().get(Meta.META, Document.class).get(Meta.VERSION) != null) {"),
            Mutant.of(
                    BUILDER,
                    "Every key that the messages ask for is built",
                    "the last of the keys is not built",
                    "view.TriggeredBuilds",
                    "        List<Key> all = List.copyOf(keys);\n",
                    "        List<Key> all = List.copyOf(keys).subList(0, Math.max(1, keys.size() - 1));\n"),
            // ---- views on views
            Mutant.of(
                    CHAINS,
                    "The views above are told of every build",
                    "they are told of none",
                    "view.ViewBuilder",
                    "plan.isUsed() ? told",
                    "false ? told"),
            Mutant.of(
                            CHAINS,
                            "They are told of a view that is as it was, too: whoever wrote it may have died before it told them",
                            "they are told of those that changed",
                            "view.ViewBuilder",
                            "            byId.put(BsonValues.comparable(id), references.write",
                            "            Document was = collection.find(Filters.in(\"_id\", List.of(id))).first();\n"
                                    + "            if (was != null) {\n                boolean gone = Stored.deleted(was);\n                was.remove(Meta.META);\n"
                                    + "                if (computed.views().get(key) == null ? gone : !gone && was.equals(computed.views().get(key))) {\n"
                                    + "                    equal.add(key);\n                }\n            }\n"
                                    + "            byId.put(BsonValues.comparable(id), references.write")
                    .and(
                            "view.ViewBuilder",
                            "        Instant now = clock.instant();\n",
                            "        Instant now = clock.instant();\n        Set<Key> equal = new LinkedHashSet<>();\n")
                    .and(
                            "view.ViewBuilder",
                            "byId.values().forEach(round.told());",
                            "byId.values().stream().filter(change -> !equal.contains(change.key())).forEach(round.told());"),
            Mutant.of(
                    CHAINS,
                    "A view keeps the references that it had",
                    "a view keeps the present references only",
                    "view.ViewReferences",
                    "references.write(meta, references.present(documents, view), before, now)",
                    "references.write(meta, references.present(documents, view), null, now)"),
            Mutant.of(
                    CHAINS,
                    "The tombstone of a view keeps them, too",
                    "the tombstone of a view keeps no references",
                    "view.ViewReferences",
                    "references.write(meta, references.present(documents, view), before, now)",
                    "references.write(meta, references.present(documents, view), meta.containsKey(Meta.DELETED_AT) ? null : before, now)"),
            Mutant.of(
                    CHAINS,
                    "The views above are told the past references",
                    "they are told the present references",
                    "view.ViewReferences",
                    "        return new ProjectionChange(key, references.write(meta, references.present(documents, view), before, now));",
                    "        @Nullable Object[] present = references.present(documents, view);\n"
                            + "        java.util.Map<String, List<Object>> all = references.write(meta, present, before, now);\n"
                            + "        all.replaceAll((field, values) -> present[references.fields().indexOf(field)] == null ? List.of() : values.subList(0, 1));\n"
                            + "        return new ProjectionChange(key, all);"),
            Mutant.of(
                    CHAINS,
                    "They are told before the trigger is deleted",
                    "they are told by chance: what a queue does not take is not tried again",
                    "view.TriggeredBuilds",
                    "        tell(changes, since(asked.values()), failed);\n",
                    "        try {\n            tell(changes, since(asked.values()), failed);\n        } catch (Exception e) {\n            refused.increment(0);\n        }\n"),
            // ---- keys of their own
            Mutant.of(
                    OTHER_KEYS,
                    "A base document that gets another key triggers the view of the old one, too",
                    "only the view of the first key is triggered",
                    "view.WayBack",
                    "base.viewKey().forEach(field -> parts.add(values(base.source(), field, change)));",
                    "base.viewKey().forEach(field -> parts.add(values(base.source(), field, change).stream().limit(1).toList()));"),
            Mutant.of(
                    OTHER_KEYS,
                    "Of a composite key every combination of past and present parts is triggered",
                    "only the combinations of one part's past with the present of the others are",
                    "view.WayBack",
                    "            combine(parts, 0, new ArrayList<>(), key -> {\n                keys.add(key);",
                    "            combine(parts, 0, new ArrayList<>(), key -> {\n                long past = 0;\n"
                            + "                for (int i = 0; i < parts.size(); i++) {\n                    past += parts.get(i).indexOf(key.parts().get(i)) > 0 ? 1 : 0;\n                }\n"
                            + "                if (past > 1) {\n                    return;\n                }\n                keys.add(key);"),
            Mutant.of(
                    OTHER_KEYS,
                    "The way back ends at the key of the view",
                    "it ends at the key of the base",
                    "view.WayBack",
                    "        if (base.viewKey().isEmpty()) {\n            found",
                    "        if (true) {\n            found"),
            Mutant.of(
                    OTHER_KEYS,
                    "A view is found by its base documents' present values",
                    "the past values of its base documents count, too",
                    "view.ViewReader",
                    "            find(plan.base(), plan.base().viewKey(), plan.documents().keyTypes(), wanted, (values, row) -> {\n"
                            + "                if (bases.add(new Key(values), row)) {\n                    budget.take(row);\n                }\n            });",
                    "            Lookup lookup = Lookup.of(plan.base().source(), plan.base().viewKey());\n"
                            + "            wanted.forEach(values -> find(plan.base(), lookup.path(), List.of(lookup.value(values)), row -> {\n"
                            + "                if (!row.isDeleted() && plan.base().admits(row)) {\n                    bases.add(new Key(values), row);\n                }\n            }));"),
            Mutant.of(
                    OTHER_KEYS,
                    "Several base documents of one key are refused",
                    "one of them is the view",
                    "view.Bases",
                    "        if (first != null) {",
                    "        if (false) {"),
            Mutant.of(
                            OTHER_KEYS,
                            "A mark is a write: a slower builder loses against it",
                            "a mark leaves the revision as it is",
                            "view.Refusals",
                            "                                        Updates.set(Meta.path(Meta.REFUSED), mark),\n                                        Updates.set(Meta.path(Meta.REVISION), new ObjectId())))",
                            "                                        Updates.set(Meta.path(Meta.REFUSED), mark)))")
                    .within(4_000),
            Mutant.of(
                    OTHER_KEYS,
                    "The views above are told of a view that is refused, too: whoever wrote what it was may have died before it told them",
                    "they are told of those that are built",
                    "view.ViewBuilder",
                    "                    round.told().accept(references.stored(key, stored));\n",
                    ""));

    private Mutants() {}
}

package io.tributary.bounds;

import io.tributary.projection.Meta;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.types.Decimal128;

/**
 * Views with very many children, built by a views process; among them one that no document can hold and one that the process cannot:
 * they are refused, with the reason, and the others are built.
 */
final class WideViewBound implements Bound {

    private static final String ACCOUNTS = """
            projection: accounts
            topic: bank.accounts
            key: accountId
            fields:
              accountId: { from: ACCOUNT_ID, type: long }
              name:      { from: NAME, type: string }
            """;

    private static final String ENTRIES = """
            projection: entries
            topic: bank.entries
            key: entryId
            fields:
              entryId:   { from: ENTRY_ID, type: long }
              accountId: { from: ACCOUNT_ID, type: long }
              amount:    { from: AMOUNT, type: decimal }
              text:      { from: TEXT, type: string }
            """;

    private static final String VIEW = """
            view: account_book
            base: accounts
            joins:
              entries: { many: entries, on: { accountId: accountId } }
            fields:
              accountId: accountId
              name: name
              count: { count: entries }
              sum: { sum: entries.amount }
              entries: { each: entries, fields: { entryId: entryId, amount: amount, text: text } }
            """;

    /** As many as there are threads that build, so that each may have one. */
    private static final int WIDE = 2;

    private static final int SMALL = 20;
    private static final int ENTRIES_OF_SMALL = 10;
    private static final long TOO_LARGE = WIDE + SMALL + 1;
    private static final long FAR_TOO_LARGE = TOO_LARGE + 1;

    /** A document of MongoDB ends at 16 MiB; the texts alone come to this many characters. */
    private static final int TOO_MANY_CHARACTERS = 24_000_000;

    /** So many times as many children has a view that the process could not even hold. */
    private static final int FAR = 5;

    private final int children;

    WideViewBound(int children) {
        this.children = children;
    }

    @Override
    public String name() {
        return "wide-view";
    }

    @Override
    public String load() {
        return "%d views of %,d children each, one of 24 MB and one of %d MB, which are refused"
                .formatted(WIDE, children, FAR * TOO_MANY_CHARACTERS / 1_000_000);
    }

    @Override
    public Measured run(Site site) throws Exception {
        site.home("transformers/projections/accounts.yaml", ACCOUNTS);
        site.home("transformers/projections/entries.yaml", ENTRIES);
        site.home("transformers/single-views/account_book.yaml", VIEW);
        Feed entries = new Feed(site, "bank.entries", "ENTRY_ID", "ACCOUNT_ID", "AMOUNT", "TEXT");
        fill(site, entries);
        site.start("updater");
        site.awaitEmpty(site.names().topicQueue("bank.accounts"), site.names().topicQueue("bank.entries"));

        long start = System.nanoTime();
        RoleProcess views = site.start("views");
        String queue = site.names().viewQueue("account_book");
        String[] flow = {site.names().topicQueue("bank.entries"), site.names().projectionChangesQueue(), queue};
        site.awaitEmpty(flow);
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        check(site, 0);
        entries.rows(1, 1, number -> entry(number, 1, 7));
        site.awaitEmpty(flow);
        check(site, 7);
        site.requireNoDeadLetters(queue);
        requireRefused(site, views, TOO_LARGE);
        requireRefused(site, views, FAR_TOO_LARGE);
        Map<String, GcLog.Peak> heaps = site.stop();
        return new Measured((long) WIDE * children, "children", time, heaps);
    }

    private void fill(Site site, Feed entries) throws Exception {
        new Feed(site, "bank.accounts", "ACCOUNT_ID", "NAME")
                .rows(1, FAR_TOO_LARGE, account -> new Object[] {account, "account " + account});
        long next = 1;
        for (int account = 1; account < TOO_LARGE; account++) {
            long owner = account;
            long count = count(account);
            entries.rows(next, next + count - 1, number -> entry(number, owner, 0));
            next += count;
        }
        String large = "x".repeat(TOO_MANY_CHARACTERS / children);
        long end = next + children;
        entries.rows(next, end - 1, number -> new Object[] {number, TOO_LARGE, BigDecimal.ONE, large});
        entries.rows(end, end + (long) FAR * children - 1, number ->
                new Object[] {number, FAR_TOO_LARGE, BigDecimal.ONE, large});
    }

    private long count(long account) {
        return account <= WIDE ? children : ENTRIES_OF_SMALL;
    }

    private static Object[] entry(long number, long account, long more) {
        return new Object[] {number, account, BigDecimal.valueOf(number % 1_000 + more), text(number)};
    }

    private static String text(long number) {
        return "transfer " + number + " for what was agreed upon on the telephone";
    }

    /** Every view that can be is there, with all of its children in their order; {@code more} was added to the first amount. */
    private void check(Site site, long more) {
        EachOnce accounts = new EachOnce("the view of account");
        EachOnce entries = new EachOnce("entry");
        long[] first = {1};
        for (long account = 1; account < TOO_LARGE; account++) {
            Document view = site.database()
                    .getCollection(site.names().collection("account_book"))
                    .find(new Document("_id", account).append(Meta.path(Meta.DELETED_AT), null))
                    .first();
            if (view == null) {
                throw new AssertionError("the view of account " + account + " is missing");
            }
            check(view, count(account), account == 1 ? more : 0, first[0], entries);
            first[0] += count(account);
            accounts.see(account);
        }
        accounts.requireAll(TOO_LARGE - 1);
        entries.requireAll(first[0] - 1);
    }

    private static void check(Document view, long count, long more, long first, EachOnce seen) {
        List<Document> entries = view.getList("entries", Document.class);
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < entries.size(); i++) {
            long number = entries.get(i).getLong("entryId");
            BigDecimal amount = entries.get(i).get("amount", Decimal128.class).bigDecimalValue();
            if (number != first + i || !entries.get(i).getString("text").equals(text(number))) {
                throw new AssertionError("entry " + i + " of account " + view.get("_id") + " is " + entries.get(i));
            }
            sum = sum.add(amount);
            seen.see(number);
        }
        BigDecimal right = BigDecimal.valueOf(more);
        for (long number = first; number < first + count; number++) {
            right = right.add(BigDecimal.valueOf(number % 1_000));
        }
        if (view.getLong("count") != count
                || entries.size() != count
                || sum.compareTo(right) != 0
                || view.get("sum", Decimal128.class).bigDecimalValue().compareTo(right) != 0) {
            throw new AssertionError("account " + view.get("_id") + " has " + entries.size() + " entries and the sum "
                    + view.get("sum") + "; " + count + " and " + right + " would be right");
        }
    }

    /** What is stored says why there is no view, and the log says it, too. */
    private static void requireRefused(Site site, RoleProcess views, long account) throws Exception {
        Document stored = site.database()
                .getCollection(site.names().collection("account_book"))
                .find(new Document("_id", account))
                .first();
        String mark = stored == null ? "nothing" : String.valueOf(stored.get(Meta.META));
        if (!mark.contains("too_large")) {
            throw new AssertionError(
                    "the view of account " + account + " is not marked as too large; stored is " + mark);
        }
        String named = "single view account_book: key " + account + " is too large";
        String said = views.log()
                .lines()
                .filter(line -> line.contains(named))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the log has no line with: " + named));
        System.out.println("wide-view: said: " + said);
    }
}

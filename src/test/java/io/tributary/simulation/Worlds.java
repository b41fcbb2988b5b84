package io.tributary.simulation;

import java.util.List;

/** The definitions that are simulated. Values are few, so that records meet. */
final class Worlds {

    /** Several hops, a lookup that two joins share, a lookup of a lookup, two views over the same projections. */
    private static final World HOPS = new World("hops", """
            projection: parents
            topic: sim.parents
            key: id
            version: v
            fields: {id: integer, name: string, v: long}
            """, """
            projection: children
            topic: sim.children
            key: id
            fields: {id: integer, parent: integer, product: integer, name: string}
            """, """
            projection: parts
            topic: sim.parts
            key: [child, line]
            version: v
            fields: {child: integer, line: integer, product: integer, name: string, v: long}
            """, """
            projection: products
            topic: sim.products
            key: id
            fields: {id: integer, maker: integer, name: string}
            """, """
            projection: makers
            topic: sim.makers
            key: id
            version: v
            fields: {id: integer, name: string, v: long}
            """, """
            view: families
            base: parents
            joins:
              children: { many: children, on: { id: parent }, sort: name }
              product: { one: products, of: children, on: { product: id } }
              parts: { many: parts, of: children, on: { id: child } }
              material: { one: products, of: parts, on: { product: id } }
              maker: { one: makers, of: material, on: { maker: id } }
            fields:
              name: name
              children:
                each: children
                fields:
                  id: id
                  name: name
                  product: product.name
                  parts: { each: parts, fields: { line: line, name: name, material: material.name, maker: maker.name } }
              totals: { fields: { children: { count: children }, parts: { count: parts } } }
            """, """
            view: wards
            base: children
            joins:
              parent: { one: parents, on: { parent: id } }
              siblings: { many: children, of: parent, on: { id: parent } }
              product: { one: products, on: { product: id } }
            fields:
              name: name
              parent: parent.name
              product: product.name
              siblings: { each: siblings, fields: { id: id, name: name } }
            """);

    /** Composite keys, a join on a part of a key, a join on two fields, projections that merge, one topic for two projections. */
    private static final World KEYS = new World("keys", """
            projection: customers
            topic: sim.customers
            key: [org, id]
            write: merge
            fields: {org: integer, id: integer, name: string, city: integer, note: string}
            """, """
            projection: orders
            topic: sim.orders
            key: id
            write: merge
            version: v
            fields: {id: integer, org: integer, customer: integer, name: string, v: long}
            """, """
            projection: accounts
            topic: sim.orders
            key: customer
            fields: {customer: integer, id: integer}
            """, """
            projection: lines
            topic: sim.lines
            key: [order, line]
            fields: {order: integer, line: integer, quantity: integer}
            """, """
            projection: cities
            topic: sim.cities
            key: id
            version: v
            fields: {id: integer, name: string, v: long}
            """, """
            view: overview
            base: customers
            joins:
              city: { one: cities, on: { city: id } }
              orders: { many: orders, on: { org: org, id: customer } }
              lines: { many: lines, of: orders, on: { id: order } }
            fields:
              name: name
              note: note
              city: city.name
              pieces: { sum: lines.quantity }
              orders:
                each: orders
                fields: { id: id, name: name, lines: { each: lines, fields: { line: line, quantity: quantity } } }
            """, """
            view: slips
            base: orders
            joins:
              customer: { one: customers, on: { org: org, customer: id } }
              city: { one: cities, of: customer, on: { city: id } }
              lines: { many: lines, on: { id: order } }
              account: { one: accounts, on: { customer: customer } }
            fields:
              name: name
              customer: { fields: { name: customer.name, city: city.name } }
              account: account.id
              lines: { each: lines, fields: { line: line, quantity: quantity } }
            """, """
            view: towns
            base: cities
            joins:
              people: { many: customers, on: { id: city } }
              orders: { many: orders, of: people, on: { org: org, id: customer } }
            fields:
              name: name
              people: { each: people, fields: { org: org, id: id, name: name, orders: { count: orders } } }
            """);

    /** As small as a world can be: what needs several processes at one document is found here. */
    private static final World ONE = new World("one", """
            projection: parents
            topic: sim.parents
            key: id
            fields: {id: integer, name: string}
            """, """
            projection: children
            topic: sim.children
            key: id
            fields: {id: integer, parent: integer}
            """, """
            view: families
            base: parents
            joins:
              children: { many: children, on: { id: parent } }
            fields:
              name: name
              children: { each: children, fields: { id: id } }
            """);

    /** Versions, a lookup that merges. */
    private static final World PAIR = new World("pair", """
            projection: parents
            topic: sim.parents
            key: id
            fields: {id: integer, name: string}
            """, """
            projection: children
            topic: sim.children
            key: id
            version: v
            fields: {id: integer, parent: integer, label: integer, name: string, v: long}
            """, """
            projection: labels
            topic: sim.labels
            key: id
            write: merge
            fields: {id: integer, name: string, text: string}
            """, """
            view: families
            base: parents
            joins:
              children: { many: children, on: { id: parent } }
              label: { one: labels, of: children, on: { label: id } }
            fields:
              name: name
              children: { each: children, fields: { id: id, name: name, label: label.name, text: label.text } }
            """);

    /** A view made of a view, another view made of both, and joins on a field that a view has from its base. */
    private static final World CHAIN = new World("chain", """
            projection: parents
            topic: sim.parents
            key: id
            fields: {id: integer, name: string}
            """, """
            projection: children
            topic: sim.children
            key: id
            fields: {id: integer, parent: integer, name: string}
            """, """
            view: seats
            base: wards
            joins:
              family: { one: families, on: { family: id } }
            fields:
              name: name
              family: family.name
              size: family.size
              wards: family.wards
            """, """
            view: families
            base: parents
            joins:
              wards: { many: wards, on: { id: family }, sort: name }
            fields:
              name: name
              size: { count: wards }
              wards: { each: wards, fields: { id: id, name: name } }
            """, """
            view: wards
            base: children
            fields:
              family: parent
              name: name
            """);

    /** Views under other keys than their base, of one field and of two, and views that are made of each of them. */
    private static final World OTHER_KEYS = new World("other keys", """
            projection: places
            topic: sim.places
            key: id
            fields: {id: integer, name: string}
            """, """
            projection: persons
            topic: sim.persons
            key: id
            fields: {id: integer, code: integer, place: integer, name: string}
            """, """
            view: cards
            base: persons
            key: code
            joins:
              place: { one: places, on: { place: id } }
            fields:
              id: id
              at: place
              name: name
              place: place.name
            """, """
            view: seats
            base: persons
            key: [place, code]
            fields:
              name: name
            """, """
            view: desks
            base: places
            joins:
              cards: { many: cards, on: { id: at } }
            fields:
              name: name
              cards: { each: cards, fields: { code: code, name: name } }
            """, """
            view: benches
            base: seats
            joins:
              place: { one: places, on: { place: id } }
              row: { many: seats, on: { place: place } }
            fields:
              name: name
              place: place.name
              row: { each: row, fields: { code: code, name: name } }
            """);

    /** Views that read different fields of the same projections, fields that none reads, and one topic for two projections. */
    private static final World FIELDS = new World("fields", """
            projection: parents
            topic: sim.parents
            key: id
            fields: {id: integer, name: string, tag: string, note: string}
            """, """
            projection: notes
            topic: sim.parents
            key: id
            fields: {id: integer, note: string}
            """, """
            projection: children
            topic: sim.children
            key: id
            write: merge
            fields: {id: integer, parent: integer, label: integer, name: string, note: string}
            """, """
            projection: labels
            topic: sim.labels
            key: id
            version: v
            fields: {id: integer, name: string, tag: string, v: long}
            """, """
            view: families
            base: parents
            joins:
              children: { many: children, on: { id: parent } }
            fields:
              name: name
              children: { each: children, fields: { name: name } }
            """, """
            view: badges
            base: parents
            joins:
              children: { many: children, on: { id: parent } }
              label: { one: labels, of: children, on: { label: id } }
            fields:
              tag: tag
              labels: { each: children, fields: { name: label.name } }
            """, """
            view: tags
            base: children
            joins:
              label: { one: labels, on: { label: id } }
              parent: { one: parents, on: { parent: id } }
              siblings: { many: children, of: parent, on: { id: parent }, sort: note }
            fields:
              tag: label.tag
              parent: parent.tag
              siblings: { each: siblings, fields: { id: id } }
            """, """
            view: heads
            base: parents
            fields:
              kind: { constant: head }
            """, """
            view: notices
            base: notes
            fields:
              note: note
            """);

    static final List<World> ALL = List.of(ONE, PAIR, FIELDS, HOPS, KEYS);

    /** Those in which one document is all that matters. */
    static final List<World> SMALL = List.of(ONE, PAIR);

    /** Those with views on views, and with keys of their own. */
    static final List<World> CHAINS = List.of(CHAIN, OTHER_KEYS);

    /** Those in which two rows can meet under one key. */
    static final List<World> MEETINGS = List.of(OTHER_KEYS);

    /** Those in which the rows of a projection stand in the views of each other. */
    static final List<World> SIBLINGS = List.of(FIELDS, HOPS);

    /** Those with fields that some views read and others do not. */
    static final List<World> WIDE = List.of(FIELDS);

    private Worlds() {}
}

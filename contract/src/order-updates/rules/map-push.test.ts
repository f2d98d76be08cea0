import { describe, expect, it } from 'vitest';
import type { FeedMapping } from '../feed-mapping.ts';
import { mapNotice, noticeMissing, noticesOf, pushedForDescriptor } from './map-push.ts';
import { entriesOf, type Pushed, readPath, readText } from './read-path.ts';

describe('a path', () => {
  const pushed: Pushed = {
    shipment: { events: [{ code: ' IN ' }, { code: 'OUT' }], empty: null, single: { id: 7 } },
    text: { '@lang': 'de', '#text': ' Bonn ' },
    blank: '  ',
    isLate: false,
    numbers: [12, 13],
  };

  it('consists of names and indexes, and takes the first entry of a list by default', () => {
    const values = [
      ['shipment.events[1].code', 'OUT'],
      ['shipment.events.code', ' IN '],
      ['shipment.events[2].code', undefined],
      ['shipment.single[0].id', 7],
      ['shipment.single[1].id', undefined],
      ['shipment.empty.id', undefined],
      ['shipment.empty[0].id', undefined],
      ['nothing.at.all', undefined],
      ['isLate.length', undefined],
      ['numbers.length', undefined],
      ['blank.length', undefined],
      ['constructor', undefined],
      ['shipment.toString', undefined],
    ] as const;
    expect(values.map(([path]) => [path, readPath(pushed, path)])).toEqual(values);
    expect(readPath([[1, 2]], '[0][1]')).toBe(2);
    expect(readPath([...'abcdefghijklm'], '[12]')).toBe('m');
    // The first entry of a list of lists is a list, which has no named fields.
    expect(readPath([[{ code: 'A' }]], 'code')).toBeUndefined();
  });

  it('is read as trimmed text: the own text of an element, the first entry of a list', () => {
    const texts = [
      ['shipment.events.code', 'IN'],
      ['text', 'Bonn'],
      ['text.@lang', 'de'],
      ['blank', undefined],
      ['isLate', 'false'],
      ['numbers', '12'],
      ['shipment.single.id', '7'],
      ['shipment.single', undefined],
      ['shipment.events', undefined],
      ['shipment.empty', undefined],
    ] as const;
    expect(texts.map(([path]) => [path, readText(pushed, path)])).toEqual(texts);
  });

  it('has entries: those of a list, a single value itself, or none at all', () => {
    expect([[1, 2], 'one', undefined, null, false].map((value) => entriesOf(value))).toEqual([
      [1, 2],
      ['one'],
      [],
      [],
      [false],
    ]);
  });
});

describe('a push', () => {
  const feed = (mapping: FeedMapping, carrier: string | null = null) => ({ id: 'OF00001', carrier, mapping });
  const received = { digest: 'abc', receivedAt: '2026-04-08T12:00:00.000Z' };
  const fields = { order_id: 'order', status: 'state', update_id: 'id', occurred_at: 'at', tracking_number: 'no' };
  const mapping: FeedMapping = { fields, statuses: { OUT: 'shipped', SEEN: null } };
  const map = (notice: Pushed, of = mapping, carrier: string | null = null) =>
    mapNotice(notice, feed(of, carrier), received);

  it('is one notice, or one for each entry at `each`', () => {
    const each = { ...mapping, each: 'events' };
    expect(noticesOf({ events: [1, 2] }, mapping)).toEqual([{ events: [1, 2] }]);
    expect(noticesOf({ events: [1, 2] }, each)).toEqual([1, 2]);
    expect(noticesOf({ events: Array.from({ length: 1_000 }, () => 1) }, each)).toHaveLength(1_000);
    const none = 'There is nothing at events: correct `each` of the mapping, and retry.';
    expect(() => noticesOf({ events: [] }, each)).toThrow(none);
    expect(() => noticesOf({ events: Array.from({ length: 1_001 }, () => 1) }, each)).toThrow(
      '1001 updates were pushed together: the limit is 1000.',
    );
    for (const events of [[], Array.from({ length: 1_001 }, () => 1)])
      expect(() => noticesOf({ events }, each)).toThrow(expect.objectContaining({ code: 'mapping_failed' }));
  });

  it('becomes an update, with its own ID and time or those of the push', () => {
    expect(map({ order: 'OR00001', state: 'OUT', id: 'E1', at: '2026-04-07T10:00:00Z' })).toEqual({
      update: {
        update_id: 'OF00001:E1',
        order_id: 'OR00001',
        status: 'shipped',
        occurred_at: '2026-04-07T10:00:00.000Z',
      },
      isTimed: true,
    });
    expect(map({ order: 'OR00001', no: 'T1', state: 'SEEN' }, mapping, 'DHL')).toEqual({
      update: {
        update_id: 'OF00001:abc',
        order_id: 'OR00001',
        carrier: 'DHL',
        tracking_number: 'T1',
        occurred_at: received.receivedAt,
      },
      isTimed: false,
    });
    // The carrier in a notice takes precedence over the feed's.
    const own = { ...mapping, fields: { ...fields, carrier: 'by' } };
    expect(map({ order: 'OR00001', by: 'UPS' }, own, 'DHL')).toMatchObject({ update: { carrier: 'UPS' } });
  });

  it('may contain the time in seconds or milliseconds since 1970', () => {
    const at = (time: Pushed) => map({ order: 'OR00001', state: 'OUT', at: time });
    for (const time of [1_775_000_000, '1775000000', 1_775_000_000_000])
      expect(at(time)).toMatchObject({ update: { occurred_at: '2026-03-31T23:33:20.000Z' } });
    for (const time of [177_500_000, 17_750_000_000, 'x1775000000', '1775000000x'])
      expect(at(time)).toMatchObject({ refusal: { code: 'mapping_failed' } });
  });

  it('has lines, with numbers, times and booleans', () => {
    const paths = {
      sku: 'sku',
      quantity: 'n',
      delivered_quantity: 'done',
      rejected: 'no',
      estimated_from: 'from',
      estimated_until: 'until',
      confirmed_at: 'ok',
    };
    const withLines: FeedMapping = { ...mapping, lines: { each: 'lines', fields: paths } };
    const lines = [
      { sku: 'A', n: '2', done: 0, from: 1_775_000_000, until: 1_775_000_000_000, ok: '2026-04-01T00:00:00Z' },
      ...['TRUE', '1', 'yes', 'Y', 'no', 'true?', 'untrue'].map((no) => ({ sku: 'B', n: 1, no })),
    ];
    const mapped = map({ order: 'OR00001', lines }, withLines);
    const said = 'update' in mapped ? (mapped.update.lines ?? []) : [];
    expect(said[0]).toMatchObject({
      sku: 'A',
      quantity: 2,
      delivered_quantity: 0,
      estimated_from: '2026-03-31T23:33:20.000Z',
      estimated_until: '2026-03-31T23:33:20.000Z',
      confirmed_at: '2026-04-01T00:00:00.000Z',
    });
    expect(said[0]).not.toHaveProperty('rejected');
    expect(said.slice(1).map(({ rejected }) => rejected)).toEqual([true, true, true, true, false, false, false]);
    expect(map({ order: 'OR00001', state: 'OUT', lines: [] }, withLines)).not.toHaveProperty('update.lines');
  });

  it('is refused with the errors and their paths', () => {
    expect(map({ order: 'OR00001', state: 'LOST' })).toMatchObject({
      refusal: {
        code: 'status_unknown',
        message: 'The word LOST at state is not in `statuses` of the mapping: add it, and retry.',
      },
    });
    expect(map({ order: 'OR00001', state: 'LOST' }, { fields })).toMatchObject({
      refusal: { code: 'status_unknown' },
    });
    expect(map({ order: 'OR00001', state: 'constructor' })).toMatchObject({ refusal: { code: 'status_unknown' } });
    expect(map({ order: 'nine', state: 'OUT' })).toMatchObject({
      refusal: {
        code: 'mapping_failed',
        message: expect.stringMatching(/^The push is not a valid update\. order_id \(at order\): /),
      },
    });
    // A line's field has no path of its own, and each problem has a sentence.
    const lines: FeedMapping = { ...mapping, lines: { each: 'lines', fields: { sku: 'sku', quantity: 'n' } } };
    const wrong = Array.from({ length: 6 }, () => ({ sku: 'A', n: 'x' }));
    const told = map({ order: 'OR00001', lines: wrong }, lines);
    const message = 'refusal' in told ? told.refusal.message : '';
    expect(message.match(/lines\.\d\.quantity: /g)).toHaveLength(5);
    expect(message).not.toContain('(at');
    expect(message).toMatch(/[.:] lines\.1\.quantity/);
    const nothing = map({ order: 'OR00001' });
    expect(nothing).toMatchObject({
      refusal: { message: expect.stringMatching(/^The push is not a valid update\. Set at least one of /) },
    });
    expect(pushedForDescriptor('text/csv')).toMatchObject({
      code: 'payload_unreadable',
      message: expect.stringContaining('this was pushed as text/csv'),
    });
    expect(noticeMissing()).toMatchObject({ code: 'mapping_failed', message: expect.stringContaining('`each`') });
  });
});

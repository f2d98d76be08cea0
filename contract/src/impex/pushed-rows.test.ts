import { describe, expect, it } from 'vitest';
import { UpdateRefused } from '../order-updates/rules/update-refused.ts';
import { Problem } from '../shared/problem.ts';
import { assertPushable, feedDescriptorProblem } from './pushed-files.ts';
import { mapPushedRow, type PushedRow, saidByRow } from './pushed-rows.ts';

const FEED = { id: 'OF00001', carrier: 'DHL', descriptorId: 'DD00007' };
const received = { digest: 'abc', receivedAt: '2026-04-08T12:00:00.000Z' };
const row = (values: PushedRow['values'], more: Partial<PushedRow> = {}): PushedRow => {
  return { line: 4, values, problems: [], isLeftOut: false, ...more };
};

describe('a pushed row', () => {
  it('is an update of the feed: its ID, and its carrier and time unless given', () => {
    const said = { order_id: 'OR00001', status: 'shipped', reason: '' };
    expect(mapPushedRow(row(said), FEED, received)).toEqual({
      update: {
        update_id: 'OF00001:abc',
        carrier: 'DHL',
        order_id: 'OR00001',
        status: 'shipped',
        occurred_at: received.receivedAt,
      },
      isTimed: false,
    });
    const own = { ...said, update_id: '7', carrier: 'UPS', occurred_at: '2026-04-07T12:00:00Z' };
    expect(mapPushedRow(row(own), FEED, received)).toMatchObject({
      update: { update_id: 'OF00001:7', carrier: 'UPS', occurred_at: '2026-04-07T12:00:00.000Z' },
      isTimed: true,
    });
    const { carrier: _, ...others } = FEED;
    expect(mapPushedRow(row(said), { ...others, carrier: null }, received)).not.toHaveProperty('update.carrier');
  });

  it('has the same content in any order of columns, and with any blank cells', () => {
    const said = saidByRow(row({ order_id: 'OR00001', status: 'shipped', sku: 'A', quantity: '2' }));
    expect(saidByRow(row({ quantity: '2', sku: 'A', reason: null, status: 'shipped', order_id: 'OR00001' }))).toBe(
      said,
    );
    expect(saidByRow(row({ order_id: 'OR00001', status: 'shipped', sku: 'A', quantity: '3' }))).not.toBe(said);
  });

  it('is refused with its line, all of its problems, and what to do', () => {
    const refusalOf = (one: PushedRow) => {
      const mapped = mapPushedRow(one, FEED, received);
      return 'refusal' in mapped ? mapped.refusal : undefined;
    };
    const refusal = refusalOf(row({ status: 'lost', occurred_at: 'x' }));
    expect(refusal).toBeInstanceOf(UpdateRefused);
    expect(refusal?.code).toBe('mapping_failed');
    expect(refusal?.message).toMatch(/^Line 4 cannot be an order update\. status: .* occurred_at: /);
    expect(refusal?.message).toContain('Correct data descriptor DD00007 and retry');
    const problems = Array.from({ length: 7 }, (_, n) => ({ message: `Wrong ${n}\0.` }));
    expect(refusalOf(row({}, { problems }))?.message).toContain('Wrong 4\uFFFD. Correct data descriptor');
  });

  it('is skipped if the descriptor excludes it', () => {
    expect(mapPushedRow(row({}, { isLeftOut: true }), FEED, received)).toEqual({ isLeftOut: true });
  });
});

it('a feed accepts the content types of its format', () => {
  const takes = (type: string, format?: 'csv' | 'jsonl' | 'xml' | 'xlsx') => {
    try {
      assertPushable(type, format);
      return true;
    } catch (error) {
      expect(error).toBeInstanceOf(Problem);
      expect((error as Problem).code).toBe('unsupported_media_type');
      return false;
    }
  };
  const sheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  const types = [
    'text/csv; charset=utf-8',
    'application/x-ndjson',
    'application/json',
    'Text/XML',
    'application/a+xml',
  ];
  const all = [...types, sheet, 'application/octet-stream', 'application/x-www-form-urlencoded', 'text/plain', ''];
  const taken = (format?: 'csv' | 'jsonl' | 'xml' | 'xlsx') => all.filter((type) => takes(type, format));
  expect(taken('csv')).toEqual(['text/csv; charset=utf-8', 'application/octet-stream']);
  expect(taken('jsonl')).toEqual(['application/x-ndjson', 'application/json', 'application/octet-stream']);
  expect(taken('xml')).toEqual(['Text/XML', 'application/a+xml', 'application/octet-stream']);
  expect(taken('xlsx')).toEqual([sheet, 'application/octet-stream']);
  expect(taken()).toEqual(['application/json', 'Text/XML', 'application/a+xml', 'application/x-www-form-urlencoded']);
});

it('a feed needs a descriptor for imports of order updates', () => {
  expect(feedDescriptorProblem({ entity: 'order_update', direction: 'import' }, 'DD00001')).toBeUndefined();
  expect(feedDescriptorProblem({ entity: 'price', direction: 'import' }, 'DD00001')).toContain('for imports of price');
  expect(feedDescriptorProblem({ entity: 'price', direction: 'export' }, 'DD00001')).toContain('for exports of price');
});

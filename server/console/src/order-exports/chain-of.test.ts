import { expect, it } from 'vitest';
import { chainOf } from './chain-of.ts';

const exporter = (exporter_id: string, flag: string, next_flag: string | null, partner_id: string | null = null) => ({
  exporter_id,
  name: exporter_id,
  priority: exporter_id === 'OX00009' ? 1 : 100,
  next_flag,
  when: { flag, partner_id, sales_channel_id: null, min_total: null, currency: null },
});
const first = exporter('OX00001', 'a', 'b');
const second = exporter('OX00002', 'b', 'c');
const beside = exporter('OX00009', 'b', null);
const ofOne = exporter('OX00003', 'b', null, 'PT00001');
const ofOther = exporter('OX00004', 'b', 'd', 'PT00002');
const all = [ofOther, second, first, beside, ofOne];
const shown = (of: typeof first) =>
  chainOf(of, all).map(({ flag, exporters }) => [flag, exporters.map(({ exporter_id }) => exporter_id)]);

it('leads from the first flag to the last, with the exporters of each in their order', () => {
  const chain = [
    ['a', ['OX00001']],
    ['b', ['OX00009', 'OX00002', 'OX00003']],
    ['c', []],
  ];
  expect(shown(ofOne)).toEqual(chain);
});

it('ends also where the flags lead back', () => {
  const back = exporter('OX00005', 'c', 'a');
  expect(chainOf(back, [first, second, back]).map(({ flag }) => flag)).toEqual(['a', 'b', 'c']);
});

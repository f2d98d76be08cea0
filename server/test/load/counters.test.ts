import { afterAll, beforeAll, expect, it } from 'vitest';
import { seededRandom } from '../../bench/load/generate-feed.ts';
import { counters, TestCatalogue } from './test-catalogue.ts';

let catalogue: TestCatalogue;
beforeAll(async () => {
  catalogue = await TestCatalogue.open();
});
afterAll(() => catalogue.close());

interface Row {
  sku: string;
  name: string;
  price: string;
  state: string;
  colour: string;
}
type Product = Omit<Row, 'sku'>;

const WRONG = 'wrong';

/** The expected result of a load, computed in the simplest way. */
function expected(before: Map<string, Product>, rows: Row[], full: boolean) {
  const good = rows.filter(({ price }) => price !== WRONG);
  const last = new Map(good.map((row) => [row.sku, row]));
  const after = new Map(before);
  const counts = { inserted: 0, updated: 0, unchanged: 0, removed: 0 };
  for (const { sku, ...product } of last.values()) {
    const old = before.get(sku);
    if (old === undefined) counts.inserted += 1;
    else if (JSON.stringify(old) === JSON.stringify(product)) counts.unchanged += 1;
    else counts.updated += 1;
    after.set(sku, product);
  }
  const named = new Set(rows.map(({ sku }) => sku));
  for (const [sku, product] of full ? before : []) {
    if (named.has(sku) || product.state === 'discontinued') continue;
    after.set(sku, { ...product, state: 'discontinued' });
    counts.removed += 1;
  }
  const duplicates = good.length - last.size;
  const skipped = rows.length - good.length + duplicates;
  return { after, result: counters({ processed: rows.length, ...counts, duplicates, skipped }) };
}

function randomRows(random: () => number): Row[] {
  const pick = (from: string[]): string => from[Math.floor(random() * from.length)] as string;
  const skus = Array.from({ length: 2 + Math.floor(random() * 12) }, (_, number) => `S-${number}`);
  return Array.from({ length: 1 + Math.floor(random() * 25) }, () => ({
    sku: pick(skus),
    name: pick(['Kettle', 'Lamp']),
    price: pick(['', '1', '2', WRONG]),
    state: pick(['', 'in_stock']),
    colour: pick(['', 'red']),
  }));
}

async function stored(): Promise<Map<string, Product>> {
  return new Map(
    Object.entries(await catalogue.products()).map(([sku, product]) => [
      sku,
      {
        name: product.name as string,
        price: (product.price as string | null) ?? '',
        state: (product.availability as string | null) ?? '',
        colour: (product.attributes as { colour?: string }).colour ?? '',
      },
    ]),
  );
}

it.each([1, 2, 3, 4, 5, 6, 7, 8])('a sequence of random feeds has the result of the model (seed %i)', async (seed) => {
  const random = seededRandom(seed);
  await catalogue.newPartner();
  let before = new Map<string, Product>();
  for (let step = 0; step < 12; step += 1) {
    const rows = randomRows(random);
    const mode = random() < 0.3 ? 'full' : 'incremental';
    const model = expected(before, rows, mode === 'full');
    const lines = rows.map(({ sku, name, price, state, colour }) => [sku, name, price, state, colour].join(','));
    const file = ['sku,product_name,price,availability,colour', ...lines].join('\n');
    const chunkRows = 1 + Math.floor(random() * 6);
    if (rows.every(({ price }) => price === WRONG)) {
      await expect(catalogue.load(file, { mode, chunkRows })).rejects.toThrow('rejected');
      continue;
    }
    const validated = await catalogue.load(file, { mode, chunkRows, validateOnly: true });
    expect(validated.result).toEqual(model.result);
    expect(await stored()).toEqual(before);
    expect((await catalogue.load(file, { mode, chunkRows })).result).toEqual(model.result);
    expect(await stored()).toEqual(model.after);
    before = model.after;
  }
});

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';

/** The variant of the feed: unchanged, one price in a hundred changed, or an invalid price in every row. */
export type FeedVariant = 'plain' | 'one-percent' | 'all-bad';

const ADJECTIVES = [
  'Compact',
  'Classic',
  'Ultra',
  'Eco',
  'Smart',
  'Heavy-duty',
  'Portable',
  'Modular',
  'Nordic',
  'Premium',
];
const NOUNS = [
  'Kettle',
  'Desk Lamp',
  'Backpack',
  'Headphones',
  'Drill',
  'Water Bottle',
  'Keyboard',
  'Jacket',
  'Monitor',
  'Tent',
];
const BRANDS = ['Aurora', 'Bexley', 'Corvid', 'Dovetail', 'Élan', 'Fjordline', 'Granite', 'Halcyon', 'Ibex', 'Juniper'];
const CATEGORIES = [
  'Kitchen',
  'Office',
  'Outdoor',
  'Audio',
  'Tools',
  'Sports',
  'Computing',
  'Clothing',
  'Displays',
  'Camping',
];
const STATES = ['in_stock', 'In Stock', 'out_of_stock', 'preorder', 'backorder'];
const HEADER = 'sku,product_name,description,brand,category,price,currency,availability\n';

/** Rows per write: enough that the stream adds no cost, and few enough to limit memory. */
const ROWS_PER_WRITE = 2_000;

/** Numbers in [0, 1) that are the same in every run (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * Writes a feed of `rows` products in 8 columns, about 108 bytes a row. One row in ten has a quoted description; SKUs
 * are not sorted, as in real feeds. The same arguments give the same bytes.
 */
export async function generateFeed(
  path: string,
  rows: number,
  variant: FeedVariant = 'plain',
  seed = 1,
): Promise<void> {
  const out = createWriteStream(path);
  out.write(HEADER);
  const random = seededRandom(seed);
  for (let first = 0; first < rows; first += ROWS_PER_WRITE) {
    let text = '';
    for (let row = first; row < Math.min(first + ROWS_PER_WRITE, rows); row += 1) text += feedRow(row, variant, random);
    if (!out.write(text)) await once(out, 'drain');
  }
  out.end();
  await finished(out);
}

function feedRow(row: number, variant: FeedVariant, random: () => number): string {
  const pick = (from: readonly string[]): string => from[Math.floor(random() * from.length)] as string;
  // 7919 shares no factor with powers of ten: all numbers occur, in an order that looks random.
  const number = (((row % 10_000) * 7919) % 10_000) + Math.floor(row / 10_000) * 10_000;
  const sku = `SKU-${String(number).padStart(8, '0')}`;
  const noun = pick(NOUNS);
  const name = `${pick(ADJECTIVES)} ${noun} ${number.toString(36)}`;
  const words = `${pick(ADJECTIVES).toLowerCase()} ${noun.toLowerCase()} for daily`;
  const description = random() < 0.1 ? `"A ${words}, ""${pick(NOUNS)}"" use"` : `A ${words} use`;
  const cents = Math.floor(random() * 100_000);
  const moved = variant === 'one-percent' && row % 100 === 0 ? 1 : 0;
  const price = variant === 'all-bad' ? `$${(cents / 100).toFixed(2)}` : ((cents + moved) / 100).toFixed(2);
  return `${sku},${name},${description},${pick(BRANDS)},${pick(CATEGORIES)},${price},USD,${pick(STATES)}\n`;
}

/** The availabilities of a product. */
export const AVAILABILITIES = ['in_stock', 'out_of_stock', 'preorder', 'backorder', 'discontinued'] as const;
export type Availability = (typeof AVAILABILITIES)[number];

/** The availabilities with which a product can be ordered. */
export const SELLABLE_AVAILABILITIES = ['in_stock', 'preorder', 'backorder'] as const satisfies Availability[];

/**
 * The spellings that a feed may use, in lower case and with single spaces between words. Case and the separator of
 * words (space, `_`, `-` or none) do not matter; the names of schema.org's ItemAvailability are included.
 */
export const AVAILABILITY_SPELLINGS: Readonly<Record<Availability, readonly string[]>> = {
  in_stock: [
    'in stock',
    'available',
    'available now',
    'in store only',
    'online only',
    'limited availability',
    'low stock',
    'ready to ship',
    'yes',
    'y',
    'true',
    '1',
  ],
  out_of_stock: [
    'out of stock',
    'sold out',
    'unavailable',
    'not available',
    'temporarily out of stock',
    'temporarily unavailable',
    'oos',
    'no',
    'n',
    'false',
    '0',
  ],
  preorder: ['preorder', 'pre order', 'presale', 'pre sale', 'available for preorder', 'available for pre order'],
  backorder: ['backorder', 'back order', 'backordered', 'back ordered', 'on backorder', 'available for order'],
  discontinued: ['discontinued', 'end of life', 'eol', 'obsolete', 'retired', 'no longer available'],
};

/** Every spelling without separators, and, for speed, the most common ways to write it. */
const STATES: ReadonlyMap<string, Availability> = new Map(
  AVAILABILITIES.flatMap((state) =>
    AVAILABILITY_SPELLINGS[state].flatMap((spelling) =>
      commonForms(spelling).map((form): [string, Availability] => [form, state]),
    ),
  ),
);

/**
 * The availability for a feed's spelling; undefined for an unknown one. `text` must be trimmed and not empty.
 *
 * @example normaliseAvailability('Sold out') // 'out_of_stock'
 */
export function normaliseAvailability(text: string): Availability | undefined {
  return STATES.get(text) ?? STATES.get(bareSpelling(text));
}

function bareSpelling(text: string): string {
  // No spelling is that long, but a cell can be: it need not be normalised.
  if (text.length > 100) return '';
  return text
    .toLowerCase()
    .replace(/^https?:\/\/schema\.org\//, '')
    .replace(/[\s_-]+/g, '');
}

function commonForms(spelling: string): string[] {
  const words = spelling.split(' ');
  const title = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  const sentence = spelling.charAt(0).toUpperCase() + spelling.slice(1);
  const marked = [' ', '_', '-', ''].flatMap((mark) => [words.join(mark), title.join(mark)]);
  return [...marked, sentence, spelling.toUpperCase(), words.join('_').toUpperCase()];
}

import type { XlsxPackage } from './xlsx-package.ts';

// ECMA-376, part 1: 18.8.30 (numFmt), 18.8.31 (numFmts).

/** The meaning of a number with a date format: a day with or without its time, a time, or hours. */
type DateKind = 'date' | 'time' | 'elapsed';

/** The meaning of cell numbers, by cell style; undefined for plain numbers. */
export type DateKinds = readonly (DateKind | undefined)[];

/** The built-in formats; 27 to 36 and 50 to 58 are dates of East Asian languages. */
const BUILT_IN: ReadonlyMap<number, DateKind> = new Map<number, DateKind>([
  ...[14, 15, 16, 17, 22, ...range(27, 31), 36, ...range(50, 54), 57, 58].map((id): [number, DateKind] => [id, 'date']),
  ...[18, 19, 20, 21, 32, 33, 34, 35, 45, 47, 55, 56].map((id): [number, DateKind] => [id, 'time']),
  [46, 'elapsed'],
]);

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** Reads the number formats of a workbook's styles. @param part undefined where it has no styles */
export async function readDateKinds(file: XlsxPackage, part: string | undefined): Promise<DateKinds> {
  if (part === undefined) return [];
  const own = new Map<number, DateKind | undefined>();
  const formats: number[] = [];
  let isInCells = false;
  const reading = file.parse(part, {
    open: (name, { numFmtId, formatCode }) => {
      if (name === 'cellXfs') isInCells = true;
      else if (name === 'numFmt') own.set(Number(numFmtId), dateKindOf(formatCode ?? ''));
      else if (name === 'xf' && isInCells) formats.push(Number(numFmtId ?? 0));
    },
    close: (name) => {
      if (name === 'cellXfs') isInCells = false;
    },
    text: () => undefined,
  });
  for await (const _ of reading);
  return formats.map((id) => (own.has(id) ? own.get(id) : BUILT_IN.get(id)));
}

/**
 * What a number format shows: date letters count outside quotes, unless escaped.
 *
 * @example dateKindOf('dd.mm.yyyy') // 'date'
 * @example dateKindOf('0.00 "days"') // undefined
 */
function dateKindOf(code: string): DateKind | undefined {
  const [positive = ''] = code.replace(/"[^"]*"|\\.|_.|\*./g, '').split(';');
  if (/\[(?:h+|m+|s+)\]/i.test(positive)) return 'elapsed';
  // Other brackets contain colours, conditions and languages.
  const letters = positive.replace(/\[[^\]]*\]|General/gi, '').toLowerCase();
  if (/[yd]/.test(letters)) return 'date';
  if (/[hs]/.test(letters)) return 'time';
  return letters.includes('m') ? 'date' : undefined;
}

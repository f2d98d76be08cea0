import { normaliseAvailability } from '../products/availability.ts';
import type { DataColumn } from './columns.ts';
import { readDate } from './read-date.ts';

/** A column of a sample: its source, and some of its values. */
export interface SampleColumn {
  readonly source: string;
  /** Trimmed, without blank ones. */
  readonly values: readonly string[];
}

type Proposed = Omit<DataColumn, 'target' | 'source'>;

const PLAIN: Proposed = {
  type: 'string',
  decimal_separator: '.',
  timezone: 'UTC',
  trim: true,
  optional: false,
  required: false,
};

/** Settings for reading a column into a target, derived from its values. */
export function readingOf(target: string, { values }: SampleColumn): Proposed {
  if (target === 'price') return { ...PLAIN, type: 'decimal', ...separatorsOf(values) };
  if (target === 'valid_from') return { ...PLAIN, type: 'date', ...dateFormatOf(values) };
  if (target === 'availability') return { ...PLAIN, ...availabilityMapOf(values) };
  return PLAIN;
}

/**
 * `1.299,50` and `5,90` have decimal commas, `1,299.50` does not; an ambiguous separator is read as a decimal point.
 */
function separatorsOf(values: readonly string[]): Partial<Proposed> {
  const numbers = values.map((value) => value.replace(/[^\d.,' \u00a0-]/g, '').trim());
  const isComma = numbers.some((text) => /,\d{1,2}$|,\d{4,}$/.test(text) || /\.\d{3},\d+$/.test(text));
  const decimal = isComma ? ',' : '.';
  const whole = numbers.map((text) => text.split(decimal)[0] ?? '');
  const thousands = ([isComma ? '.' : ',', ' ', "'"] as const).find((mark) =>
    whole.some((text) => new RegExp(`^-?\\d{1,3}(?:[${mark}]\\d{3})+$`).test(text.replace(/\u00a0/g, ' '))),
  );
  // An amount with its currency: 12.50 EUR.
  const hasWords = values.some((value) => /[^\d.,' \u00a0-]/.test(value));
  return {
    decimal_separator: decimal,
    ...(thousands === undefined ? {} : { thousands_separator: thousands }),
    ...(hasWords ? { extract: "(-?\\d[\\d.,' ]*\\d|\\d)" } : {}),
  };
}

const DATE_FORMATS = [
  'dd.MM.yyyy HH:mm:ss',
  'dd.MM.yyyy HH:mm',
  'dd.MM.yyyy',
  'dd/MM/yyyy HH:mm:ss',
  'dd/MM/yyyy HH:mm',
  'dd/MM/yyyy',
  'MM/dd/yyyy HH:mm:ss',
  'MM/dd/yyyy HH:mm',
  'MM/dd/yyyy',
  'dd-MM-yyyy',
  'yyyy/MM/dd',
  'yyyyMMdd',
] as const;

function dateFormatOf(values: readonly string[]): Partial<Proposed> {
  const fits = (format: string | undefined) => values.every((value) => readDate(value, format, 'UTC') !== undefined);
  const format = fits(undefined) ? undefined : DATE_FORMATS.find(fits);
  return format === undefined ? {} : { date_format: format };
}

const IN_STOCK = ['ja', 'j', 'oui', 'si', 'sí', 'sì', 'instock', 'lieferbar', 'vorrätig', 'auf lager', 'en stock'];
const MORE_IN_STOCK = ['disponible', 'disponibile', 'verfügbar', 'wahr', 'vrai', 'verdadero', 'vero'];
const OUT_OF_STOCK = [
  'nein',
  'non',
  'outofstock',
  'nicht lieferbar',
  'ausverkauft',
  'épuisé',
  'rupture',
  'rupture de stock',
];
const MORE_OUT_OF_STOCK = ['agotado', 'no disponible', 'esaurito', 'non disponibile', 'falsch', 'faux', 'falso'];
const WORDS: ReadonlyMap<string, 'in_stock' | 'out_of_stock'> = new Map([
  ...[...IN_STOCK, ...MORE_IN_STOCK].map((word): [string, 'in_stock'] => [word, 'in_stock']),
  ...[...OUT_OF_STOCK, ...MORE_OUT_OF_STOCK].map((word): [string, 'out_of_stock'] => [word, 'out_of_stock']),
]);

/** Maps quantities to words: 0 is `out_of_stock`. Also maps words of other languages. */
function availabilityMapOf(values: readonly string[]): Partial<Proposed> {
  const isQuantity = values.length > 0 && values.every((value) => /^-?\d+(?:[.,]\d+)?$/.test(value));
  if (isQuantity && values.some((value) => !['0', '1'].includes(value))) {
    const none = values.filter((value) => Number(value.replace(',', '.')) <= 0);
    const words = [...new Set(['0', ...none])].map((value): [string, string] => [value, 'out_of_stock']);
    return { map: { ...Object.fromEntries(words), '*': 'in_stock' } };
  }
  const foreign = [...new Set(values)].filter((value) => normaliseAvailability(value) === undefined);
  const mapped = foreign.flatMap((value): [string, string][] => {
    const word = WORDS.get(value.toLowerCase());
    return word === undefined ? [] : [[value, word]];
  });
  if (mapped.length === 0) return {};
  // A map refuses unknown words, so it must include those that need no translation.
  const known = [...new Set(values)].flatMap((value): [string, string][] => {
    const word = normaliseAvailability(value);
    return word === undefined ? [] : [[value, word]];
  });
  return { map: Object.fromEntries([...known, ...mapped]) };
}

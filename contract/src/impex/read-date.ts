import { zoneOffset } from '../shared/time-zone.ts';

/** The parts of a date format, and their number of digits. */
const PARTS = { yyyy: 4, MM: 2, dd: 2, HH: 2, mm: 2, ss: 2 } as const;
type Part = keyof typeof PARTS;
const ORDER: readonly Part[] = ['yyyy', 'MM', 'dd', 'HH', 'mm', 'ss'];
const SPLIT = /(yyyy|MM|dd|HH|mm|ss)/;

const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?(Z|[+-]\d{2}:?\d{2})?$/;

/** The problem of a date format, as a sentence; undefined for a valid one. */
export function dateFormatProblem(format: string): string | undefined {
  const parts = format.split(SPLIT).filter((part): part is Part => part in PARTS);
  const missing = (['yyyy', 'MM', 'dd'] as const).filter((part) => !parts.includes(part));
  if (missing.length > 0) return `date_format lacks ${missing.join(', ')}.`;
  const repeated = parts.find((part, index) => parts.indexOf(part) !== index);
  return repeated === undefined ? undefined : `date_format contains ${repeated} twice.`;
}

/**
 * Parses a date or time to RFC 3339 in UTC; undefined for an invalid text. A local time that occurs twice means the
 * first occurrence; a skipped one uses the offset before the change.
 *
 * @param format as `date_format` of a column; ISO 8601 by default
 * @param timezone of a text without an offset
 */
export function readDate(text: string, format: string | undefined, timezone: string): string | undefined {
  const read = format === undefined ? readIso(text) : readFormat(text, format);
  if (!read) return undefined;
  const [year, month, day, hour, minute, second] = read.numbers;
  const wall = Date.UTC(year, month - 1, day, hour, minute, second) + read.milliseconds;
  const date = new Date(wall);
  const isReal =
    // `Date.UTC` maps the years 0 to 99 to the 20th century.
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  if (!isReal || hour > 23 || minute > 59 || second > 59 || read.offsetMs === null) return undefined;
  const time = new Date(wall - (read.offsetMs ?? offsetAt(wall, timezone)));
  return time.getUTCFullYear() > 9_999 ? undefined : time.toISOString();
}

type Numbers = [year: number, month: number, day: number, hour: number, minute: number, second: number];

interface ReadDate {
  numbers: Numbers;
  milliseconds: number;
  /** Undefined for a text without an offset, null for an offset that no zone has. */
  offsetMs: number | null | undefined;
}

function readIso(text: string): ReadDate | undefined {
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', offset] = ISO.exec(text) ?? [];
  if (year === undefined) return undefined;
  const numbers = [year, month, day, hour, minute, second].map(Number) as Numbers;
  return { numbers, milliseconds: Number(fraction.padEnd(3, '0').slice(0, 3)), offsetMs: offsetMs(offset) };
}

function offsetMs(offset: string | undefined): number | null | undefined {
  if (offset === undefined || offset === 'Z') return offset && 0;
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(offset) ?? [];
  if (Number(hours) > 15 || Number(minutes) > 59) return null;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

function readFormat(text: string, format: string): ReadDate | undefined {
  const found: Partial<Record<Part, number>> = {};
  let rest = text;
  for (const part of format.split(SPLIT)) {
    if (!(part in PARTS)) {
      if (!rest.startsWith(part)) return undefined;
      rest = rest.slice(part.length);
      continue;
    }
    // One digit is accepted where the format has two: 1.4.2026.
    const digits = new RegExp(`^\\d{${part === 'yyyy' ? 4 : 1},${PARTS[part as Part]}}`).exec(rest)?.[0];
    if (digits === undefined) return undefined;
    found[part as Part] = Number(digits);
    rest = rest.slice(digits.length);
  }
  if (rest !== '') return undefined;
  return { numbers: ORDER.map((part) => found[part] ?? 0) as Numbers, milliseconds: 0, offsetMs: undefined };
}

/** The offset of a zone from UTC at a local time. */
function offsetAt(wall: number, timezone: string): number {
  if (timezone === 'UTC') return 0;
  const before = zoneOffset(wall - 86_400_000, timezone);
  const guess = zoneOffset(wall - before, timezone);
  // The clocks changed in between: uses the offset at which the clocks show this time, or the earlier one if both do.
  return guess === before || zoneOffset(wall - guess, timezone) !== guess ? before : guess;
}

import type { SourceCell } from './source-row.ts';
import type { DateKinds } from './xlsx-styles.ts';

/** How numbers of a workbook are read. */
export interface CellMeaning {
  readonly dateKinds: DateKinds;
  readonly isFrom1904: boolean;
}

/** A cell as stored in a sheet. */
export interface SheetCell {
  /** From 0 on. */
  readonly column: number;
  /** `s` for the number of a shared string, `n` for a number, `b`, `e`, `d`, `str` or `inlineStr`. */
  readonly type: string;
  readonly style: number;
  readonly text: string;
}

/** A cell's intended value; undefined for none. Shared strings are already resolved. */
export function cellText({ type, style, text }: SheetCell, meaning: CellMeaning): SourceCell | undefined {
  if (type === 'str' || type === 'inlineStr') return withoutEscapes(text);
  if (text === '') return undefined;
  if (type === 'b') return { neutral: text === '1' || text === 'true' ? 'true' : 'false' };
  if (type === 'e') return { error: text };
  if (type === 'd') return { neutral: text };
  const number = Number(text);
  if (!Number.isFinite(number)) return text;
  const kind = meaning.dateKinds[style];
  const date = kind && dateText(number, kind, meaning.isFrom1904);
  return { neutral: date ?? numberText(number) };
}

/** XML cannot contain some characters, which are written as `_x000B_` (ECMA-376, part 1: 22.9.2.19, ST_Xstring). */
export function withoutEscapes(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([\dA-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

/**
 * The digits that spreadsheets show and store; further ones are noise of binary fractions: 0.1 + 0.2 is
 * 0.30000000000000004.
 */
const DIGITS = 15;

/** A number as plain decimal. */
function numberText(number: number): string {
  if (Number.isSafeInteger(number)) return String(number + 0);
  const [mantissa = '', exponent = '0'] = String(Number(number.toPrecision(DIGITS))).split('e');
  return exponent === '0' ? mantissa : moved(mantissa, Number(exponent));
}

/** @example moved('1.25', -3) // '0.00125' */
function moved(mantissa: string, exponent: number): string {
  const sign = mantissa.startsWith('-') ? '-' : '';
  const [whole = '', fraction = ''] = mantissa.slice(sign.length).split('.');
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - whole.length)}${whole}${fraction}`;
  return `${sign}${whole}${fraction.padEnd(exponent, '0')}`;
}

const DAY = 86_400_000;
/** 31 December 9999. */
const LAST_DAY = 2_958_465;
/** Spreadsheets count a nonexistent day in 1900: 29 February is day 60. */
const UNREAL_DAY = 60;

/**
 * A number of days as a date, with its time if it has one, or as a time or hours. Undefined if it is not valid.
 *
 * @example dateText(45_000.5, 'date', false) // '2023-03-15T12:00:00'
 */
function dateText(days: number, kind: NonNullable<DateKinds[number]>, isFrom1904: boolean): string | undefined {
  if (days < 0 || days >= LAST_DAY + 1) return undefined;
  // Rounded to milliseconds: a double cannot represent most times of day exactly.
  const time = Math.round(days * DAY);
  const clock = new Date(time % DAY).toISOString().slice(11, 23).replace('.000', '');
  if (kind === 'elapsed') return `${Math.floor(time / 3_600_000)}${clock.slice(2)}`;
  const day = Math.floor(time / DAY);
  if (kind === 'time' || (day === 0 && !isFrom1904)) return clock;
  const date = dayText(day, isFrom1904);
  return time % DAY === 0 ? date : `${date}T${clock}`;
}

function dayText(day: number, isFrom1904: boolean): string {
  if (!isFrom1904 && day === UNREAL_DAY) return '1900-02-29';
  const epoch = isFrom1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, day > UNREAL_DAY ? 30 : 31);
  return new Date(epoch + day * DAY).toISOString().slice(0, 10);
}

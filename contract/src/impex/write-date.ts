import { zoneOffset } from '../shared/time-zone.ts';

const PART = /yyyy|MM|dd|HH|mm|ss/g;

/**
 * A time in the form of a column of dates: the inverse of `readDate`, as exact as the format is.
 *
 * @param time RFC 3339
 * @param format as `date_format` of a column; RFC 3339 in UTC where it is left out
 */
export function writeDate(time: string, format: string | undefined, timezone: string): string {
  const date = new Date(time);
  if (format === undefined) return date.toISOString();
  const local = new Date(date.getTime() + zoneOffset(date.getTime(), timezone));
  const digits = (value: number, length: number) => String(value).padStart(length, '0');
  return format.replace(PART, (part) => {
    if (part === 'yyyy') return digits(local.getUTCFullYear(), 4);
    if (part === 'MM') return digits(local.getUTCMonth() + 1, 2);
    if (part === 'dd') return digits(local.getUTCDate(), 2);
    if (part === 'HH') return digits(local.getUTCHours(), 2);
    return digits(part === 'mm' ? local.getUTCMinutes() : local.getUTCSeconds(), 2);
  });
}

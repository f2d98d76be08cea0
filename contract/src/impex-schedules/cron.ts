/** A schedule in the five fields of cron: the numbers of each field, ascending. */
export interface Cron {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly daysOfMonth: readonly number[];
  readonly months: readonly number[];
  /** Sunday is 0. */
  readonly daysOfWeek: readonly number[];
  /** Whether a day must be in both lists of days; if both fields are restricted, one of them suffices. */
  readonly needsBothDays: boolean;
}

interface Field {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** The names of the numbers, starting at `min`. */
  readonly names?: readonly string[];
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const FIELDS: readonly Field[] = [
  { name: 'minute', min: 0, max: 59 },
  { name: 'hour', min: 0, max: 23 },
  { name: 'day of the month', min: 1, max: 31 },
  { name: 'month', min: 1, max: 12, names: MONTHS },
  { name: 'day of the week', min: 0, max: 7, names: DAYS },
];
const LONGEST_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const PART = /^(?:(\*)|([a-z]+|\d{1,2})(?:-([a-z]+|\d{1,2}))?)(?:\/(\d{1,2}))?$/;

/**
 * Parses five cron fields: numbers, names, lists, ranges and steps. @returns the problem as a sentence if they are
 * invalid
 */
export function readCron(text: string): Cron | string {
  const parts = text.trim().toLowerCase().split(/\s+/);
  if (parts.length !== FIELDS.length)
    return 'cron must have five fields: minute, hour, day of the month, month and day of the week.';
  const lists: number[][] = [];
  for (const [index, field] of FIELDS.entries()) {
    const numbers = numbersOf(parts[index] ?? '', field);
    if (!numbers) return `cron has no valid ${field.name}: ${parts[index]}. Write *, numbers from ${rangeOf(field)}.`;
    lists.push(numbers);
  }
  const [minutes = [], hours = [], daysOfMonth = [], months = [], weekdays = []] = lists;
  const daysOfWeek = [...new Set(weekdays.map((day) => day % 7))].sort((a, b) => a - b);
  const needsBothDays = (parts[2] ?? '').startsWith('*') || (parts[4] ?? '').startsWith('*');
  // A restriction of the weekday matches days in every month.
  if (needsBothDays && !months.some((month) => (daysOfMonth[0] ?? 1) <= (LONGEST_MONTH[month - 1] ?? 31)))
    return 'cron names a day that none of its months has.';
  return { minutes, hours, daysOfMonth, months, daysOfWeek, needsBothDays };
}

function rangeOf({ min, max, names }: Field): string {
  return `${min} to ${max}${names ? ` or ${names[0]} to ${names.at(-1)}` : ''}, ranges such as ${min}-${min + 1}, steps such as */2, or a list of them with commas`;
}

/** The numbers of a field, ascending; undefined if it is invalid. */
function numbersOf(text: string, field: Field): number[] | undefined {
  const numbers = new Set<number>();
  for (const part of text.split(',')) {
    const [, all, first, last, step] = PART.exec(part) ?? [];
    if (all === undefined && first === undefined) return undefined;
    const from = first === undefined ? field.min : numberOf(first, field);
    const to =
      last === undefined ? (first === undefined || step !== undefined ? lastOf(field) : from) : numberOf(last, field);
    const by = step === undefined ? 1 : Number(step);
    if (from === undefined || to === undefined || from > to || by === 0) return undefined;
    for (let number = from; number <= to; number += by) numbers.add(number);
  }
  return [...numbers].sort((a, b) => a - b);
}

/** The last number of `*`, without the second number of Sunday. */
function lastOf({ max, names }: Field): number {
  return names === DAYS ? 6 : max;
}

function numberOf(text: string, { min, max, names = [] }: Field): number | undefined {
  const named = names.indexOf(text);
  if (named >= 0) return min + named;
  const number = /^\d+$/.test(text) ? Number(text) : -1;
  return number >= min && number <= max ? number : undefined;
}

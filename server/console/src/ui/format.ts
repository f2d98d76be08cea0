const number = new Intl.NumberFormat('en');
const exactTime = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });
const timeOfDay = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });
const shortDate = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export function formatNumber(value: number): string {
  return number.format(value);
}

/** A count with its noun in singular or plural: `1 feed`, `2,300 feeds`. */
export function formatCount(count: number, noun: string, plural = `${noun}s`): string {
  return `${formatNumber(count)} ${count === 1 ? noun : plural}`;
}

/**
 * An amount in its currency's format. Currencies that share a sign are distinguished: `$5.00`, `CA$5.00`, `SEK 5.00`.
 */
export function formatMoney(amount: number, currency: string): string {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).format(amount);
}

/** A large amount in short form, for cards and axes: `$12.3K`. */
export function formatShortMoney(amount: number, currency: string): string {
  const style = { style: 'currency', currency, notation: 'compact' } as const;
  return new Intl.NumberFormat('en', { ...style, maximumFractionDigits: 1 }).format(amount);
}

export function formatPercent(ratio: number): string {
  return new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 }).format(ratio);
}

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];

export function formatBytes(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1_000 ** power;
  return `${value >= 100 || power === 0 ? Math.round(value) : value.toFixed(1)} ${UNITS[power]}`;
}

/** Milliseconds as a readable duration: `340 ms`, `2.4 s`, `3 min 5 s`, `2 h 10 min`. */
export function formatDuration(ms: number): string {
  if (ms < SECOND) return `${Math.round(ms)} ms`;
  if (ms < MINUTE) return `${(ms / SECOND).toFixed(ms < 10 * SECOND ? 1 : 0)} s`;
  if (ms < HOUR) return twoUnits(ms, MINUTE, 'min', SECOND, 's');
  if (ms < DAY) return twoUnits(ms, HOUR, 'h', MINUTE, 'min');
  return twoUnits(ms, DAY, 'd', HOUR, 'h');
}

function twoUnits(ms: number, large: number, largeName: string, small: number, smallName: string): string {
  const rest = Math.floor((ms % large) / small);
  return `${Math.floor(ms / large)} ${largeName}${rest > 0 ? ` ${rest} ${smallName}` : ''}`;
}

/** A moment relative to now. */
export function formatRelative(at: number, now: number): string {
  const ms = Math.abs(now - at);
  if (ms < 10 * SECOND) return 'just now';
  const text = distance(ms);
  if (text === undefined) return shortDate.format(at);
  return at > now ? `in ${text}` : `${text} ago`;
}

function distance(ms: number): string | undefined {
  if (ms < MINUTE) return `${Math.floor(ms / SECOND)} s`;
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min`;
  if (ms < DAY) return `${Math.floor(ms / HOUR)} h`;
  if (ms < 14 * DAY) return formatCount(Math.floor(ms / DAY), 'day');
  return undefined;
}

/** A moment to the second: in the browser's time zone, and in the API's format. */
export function formatExact(at: string): string {
  return `${exactTime.format(new Date(at))} (${at})`;
}

/** The time of day to the second, in the browser's time zone. */
export function formatTime(at: number): string {
  return timeOfDay.format(at);
}

const ABBREVIATIONS = ['id', 'sku', 'url', 'json', 'csv', 'zip', 'api'];

/** `price_list.changed`, `out_of_stock` or `WEB_SALES_CHANNEL` as words. */
export function words(name: string): string {
  if (name === 'ok') return 'OK';
  const text = name
    .toLowerCase()
    .split(/[_. -]/)
    .map((word) => (ABBREVIATIONS.includes(word) ? word.toUpperCase() : word))
    .join(' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

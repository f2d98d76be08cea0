import { LIMITS } from '@commerce-integration/contract';

/** A file in the folder of a schedule. */
export interface FoundFile {
  readonly key: string;
  readonly name: string;
  readonly etag: string;
  /** When it was written. */
  readonly since: Date;
}

export interface Look {
  readonly now: Date;
  /** How long a file must be unchanged. */
  readonly quietMs: number;
  /** The ETags, by key, of files that were still changing at the last look. */
  readonly leftAlone: Readonly<Record<string, string>>;
}

/** A date in a file's name, optionally followed by a time. */
const STAMP =
  /(?<!\d)(20\d{2})([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?:[T_.\- ]?([01]\d|2[0-3])[-_.:]?([0-5]\d)(?:[-_.:]?([0-5]\d))?)?(?!\d)/;

/**
 * The files to take, oldest first, and those left alone because they are still changing: written within the last
 * seconds, or changed since the last look. The time in a file's name takes precedence over its modification time.
 */
export function filesToTake(files: readonly FoundFile[], look: Look): { taken: FoundFile[]; left: FoundFile[] } {
  const left = files.filter((file) => isChanging(file, look));
  const taken = files.filter((file) => !isChanging(file, look));
  taken.sort((a, b) => timeOf(a) - timeOf(b) || (a.name < b.name ? -1 : 1));
  return { taken: taken.slice(0, LIMITS.scheduledFiles), left: left.slice(0, LIMITS.scheduledFiles) };
}

function isChanging({ key, etag, since }: FoundFile, { now, quietMs, leftAlone }: Look): boolean {
  const before = leftAlone[key];
  return now.getTime() - since.getTime() < quietMs || (before !== undefined && before !== etag);
}

/** The time of a file: the one in its name, in UTC, or else its modification time. */
export function timeOf({ name, since }: Pick<FoundFile, 'name' | 'since'>): number {
  const stamp = STAMP.exec(name);
  if (!stamp) return since.getTime();
  const [, year, , month, day, hour = 0, minute = 0, second = 0] = stamp;
  return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
}

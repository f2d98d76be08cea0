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
  /** How long a file must have been unchanged. */
  readonly quietMs: number;
  /** The ETags of files that were still changing at the last look, by their keys. */
  readonly leftAlone: Readonly<Record<string, string>>;
}

/** A date in the name of a file, and a time after it. */
const STAMP =
  /(?<!\d)(20\d{2})([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?:[T_.\- ]?([01]\d|2[0-3])[-_.:]?([0-5]\d)(?:[-_.:]?([0-5]\d))?)?(?!\d)/;

/**
 * The files to take, oldest first, and those that are left alone because they are still changing: written within the
 * last seconds, or other than at the last look. The time in a file's name counts for more than when it was written.
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

/** The time of a file: that in its name, in UTC, or else when it was written. */
export function timeOf({ name, since }: Pick<FoundFile, 'name' | 'since'>): number {
  const stamp = STAMP.exec(name);
  if (!stamp) return since.getTime();
  const [, year, , month, day, hour = 0, minute = 0, second = 0] = stamp;
  return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
}

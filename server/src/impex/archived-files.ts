import { LIMITS } from '@commerce-integration/contract';

/** A file of an import. */
export interface ArchivedFile {
  /**
   * The displayed name, never used as a path: without folders and `.gz`, unless another file would have the same name.
   */
  readonly fileName: string;
  /** Its name in the archive; null if the import is one file. */
  readonly entry: string | null;
}

/** A file of an import as it is found. */
export interface FoundFile extends ArchivedFile {
  /** Without folders and `.gz`: the name that descriptor patterns are matched against. */
  readonly plainName: string;
}

/** The only file of an import. */
export function singleFile(name: string): FoundFile {
  return { fileName: plainNameOf(name), plainName: plainNameOf(name), entry: null };
}

/** The files of an archive. @param entries their names in it, each once */
export function filesOfEntries(entries: readonly string[]): FoundFile[] {
  const plain = countsOf(entries.map(plainNameOf));
  const unpacked = countsOf(entries.map(withoutGz));
  return entries.map((entry) => {
    const plainName = plainNameOf(entry);
    const shown = onceIn(plain, plainName) ?? onceIn(unpacked, withoutGz(entry)) ?? entry;
    return { fileName: shownEnd(shown), plainName, entry };
  });
}

/** How many entries have each name. */
function countsOf(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

function onceIn(counts: ReadonlyMap<string, number>, name: string): string | undefined {
  return counts.get(name) === 1 ? name : undefined;
}

/** Limited to the length of a name that a caller may request; keeps the end, which distinguishes files. */
function shownEnd(name: string): string {
  return name.length <= LIMITS.fileNameLength ? name : Array.from(name).slice(-LIMITS.fileNameLength).join('');
}

function plainNameOf(entry: string): string {
  return withoutGz(entry.slice(entry.lastIndexOf('/') + 1));
}

function withoutGz(name: string): string {
  return name.replace(/\.gz$/i, '');
}

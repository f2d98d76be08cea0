import { type JobNote, JobNotes } from '../shared/job-notes.ts';
import { shownName } from '../shared/text.ts';
import { byOperationId, isReport, operationIdOf } from './operation-id.ts';

/** Why the name of any entry of an archive is refused, as the end of a sentence; undefined for a valid one. */
export function entryNameProblem(name: string): string | undefined {
  const atRoot = 'files must be at the root of the archive.';
  if (name === '') return 'has no name.';
  if (name.includes('\0')) return 'has a NUL character in its name.';
  if (name.includes('\\')) return `has a backslash in its name: ${atRoot}`;
  if (name.startsWith('/')) return `has an absolute path as its name: ${atRoot}`;
  return name.split('/').includes('..') ? `has \`..\` in its name: ${atRoot}` : undefined;
}

/** System folders of macOS, and system files of macOS and Windows, that archiving tools add. */
const SYSTEM_FOLDER = /(?:^|\/)(?:__MACOSX|\.Spotlight-V100|\.Trashes|\.fseventsd|\.TemporaryItems)\//;
const SYSTEM_FILE = /(?:^|\/)(?:\._[^/]*|\.DS_Store|\.localized|Icon\r|Thumbs\.db|ehthumbs\.db|desktop\.ini)$/i;

/**
 * The role of a file in a batch's archive by its name: an operation, the report of an `errors.zip`, or a system file.
 */
export function fileRole(name: string): 'file' | 'report' | 'ignored' {
  if (SYSTEM_FOLDER.test(name) || SYSTEM_FILE.test(name)) return 'ignored';
  return isReport(name.slice(folderOf(name).length)) ? 'report' : 'file';
}

/** The files of a batch's operations, in the order of execution, and notes about the archive. */
export interface NamedOperations {
  operations: { name: string; id: string }[];
  notes: JobNote[];
}

/**
 * Determines the role of each file of a batch's archive: operations at its root or all in one folder, a report, and
 * system files. Names must have passed {@link entryNameProblem}.
 *
 * @returns the operations; or, for an archive that is refused, a sentence that names the entry
 */
export function operationsNamed(names: readonly string[]): NamedOperations | string {
  const roles = new Map(names.map((name) => [name, name.endsWith('/') ? 'folder' : fileRole(name)]));
  const files = names.filter((name) => roles.get(name) === 'file' || roles.get(name) === 'report');
  const folder = folderOf(files[0] ?? '');
  const stray = files.find((name) => folderOf(name) !== folder);
  if (stray !== undefined) return entryRefusal(files.find((name) => folderOf(name) !== '') ?? stray, IN_A_FOLDER);
  const operations: NamedOperations['operations'] = [];
  for (const name of files) {
    if (roles.get(name) === 'report') continue;
    const found = operationIdOf(name.slice(folder.length));
    if ('problem' in found) return entryRefusal(name, found.problem);
    operations.push({ name, id: found.id });
  }
  if (operations.length === 0) return 'The archive has no operations.';
  operations.sort((one, other) => byOperationId(one.id, other.id));
  const place = operations.findIndex(({ id }, index) => id === operations[index + 1]?.id);
  if (place >= 0) return sameId(operations[place]?.name ?? '', operations[place + 1]?.name ?? '');
  const ignored = names.filter((name) => roles.get(name) === 'ignored').length;
  return { operations, notes: notesOf(operations, folder, ignored) };
}

const IN_A_FOLDER = 'is in a folder: files must be at the root of the archive, or all of them in one folder.';

/** The folder part of a name, with its slash; empty at the root. */
function folderOf(name: string): string {
  return name.slice(0, name.lastIndexOf('/') + 1);
}

/** A sentence that refuses an entry. @param problem the end of the sentence */
export function entryRefusal(name: string, problem: string): string {
  return `Entry ${shownName(name)} ${problem}`;
}

function sameId(one: string, other: string): string {
  if (one === other) return entryRefusal(one, 'is in the archive twice.');
  const [first, second] = [one, other].sort();
  return `Entries ${shownName(first ?? '')} and ${shownName(second ?? '')} have the same operation ID.`;
}

function notesOf(operations: NamedOperations['operations'], folder: string, ignored: number): JobNote[] {
  const endings = operations.filter(({ name }) => !name.endsWith('.json'));
  const spelled = operations.filter(({ name, id }) => name.slice(folder.length, -'.json'.length) !== id);
  const notes = new JobNotes();
  notes.add('system_files_ignored', ignored);
  notes.add('folder_ignored', folder === '' ? 0 : 1);
  notes.add('file_endings_taken', endings.length);
  notes.add('operation_ids_normalised', spelled.length);
  return notes.list();
}

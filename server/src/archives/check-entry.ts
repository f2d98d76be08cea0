import { ArchiveRefused, shownName } from './archive-refused.ts';
import { type ArchiveEntry, type ArchiveRules, DEFLATED, isFolder, STORED } from './archive-rules.ts';

const ENCRYPTED = 0x0001 | 0x0040 | 0x2000;
const PATCHED = 0x0020;

/**
 * Checks what the directory says of an entry, before anything is unpacked.
 *
 * @throws ArchiveRefused naming the entry
 */
export function checkEntry(entry: ArchiveEntry, rules: ArchiveRules): void {
  const problem = nameProblem(entry.name) ?? featureProblem(entry) ?? sizeProblem(entry, rules);
  if (problem !== undefined) throw new ArchiveRefused(`Entry ${shownName(entry.name)} ${problem}`);
}

/** Files stand at the root. Folders are ignored, unless their names would lead elsewhere. */
function nameProblem(name: string): string | undefined {
  if (name === '') return 'has no name.';
  if (name.includes('\0')) return 'has a NUL character in its name.';
  if (name.includes('\\')) return 'has a backslash in its name: files stand at the root of the archive.';
  if (name.startsWith('/')) return 'has an absolute path as its name: files stand at the root of the archive.';
  if (name.split('/').includes('..')) return 'has `..` in its name: files stand at the root of the archive.';
  if (name.slice(0, -1).includes('/') && !name.endsWith('/'))
    return 'is in a folder: files stand at the root of the archive.';
  return undefined;
}

function featureProblem({ flags, method }: ArchiveEntry): string | undefined {
  if (flags & ENCRYPTED) return 'is encrypted: send the archive without a password.';
  if (flags & PATCHED) return 'is a patch, not a file.';
  if (method === STORED || method === DEFLATED) return undefined;
  return `is packed by method ${method}: only stored and DEFLATE are read.`;
}

function sizeProblem(entry: ArchiveEntry, rules: ArchiveRules): string | undefined {
  const { name, method, packedBytes, unpackedBytes } = entry;
  if (isFolder(entry)) return unpackedBytes > 0 ? 'is a folder with content.' : undefined;
  if (method === STORED && packedBytes !== unpackedBytes) return 'is stored, but has two different sizes.';
  if (name === rules.passedOver) return undefined;
  if (unpackedBytes > rules.maxFileBytes) return `is over ${rules.maxFileBytes} bytes, unpacked.`;
  if (unpackedBytes > packedBytes * rules.maxRatio) return `unpacks to more than ${rules.maxRatio} times its size.`;
  return undefined;
}

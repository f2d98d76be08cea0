import { entryNameProblem, shownName } from '@commerce-integration/contract/rules';
import { type ArchiveEntry, ArchiveRefused, type ArchiveRules, DEFLATED, STORED } from './archive-rules.ts';

const ENCRYPTED = 0x0001 | 0x0040 | 0x2000;
const PATCHED = 0x0020;

/**
 * Checks an entry's facts in the directory before anything is unpacked.
 *
 * @throws ArchiveRefused naming the entry
 */
export function checkEntry(entry: ArchiveEntry, rules: ArchiveRules): void {
  const problem = entryNameProblem(entry.name) ?? featureProblem(entry) ?? sizeProblem(entry, rules);
  if (problem !== undefined) throw new ArchiveRefused(`Entry ${shownName(entry.name)} ${problem}`);
}

function featureProblem({ flags, method }: ArchiveEntry): string | undefined {
  if (flags & ENCRYPTED) return 'is encrypted: send the archive without a password.';
  if (flags & PATCHED) return 'is a patch, not a file.';
  if (method === STORED || method === DEFLATED) return undefined;
  return `is packed by method ${method}: only stored and DEFLATE are read.`;
}

function sizeProblem(entry: ArchiveEntry, rules: ArchiveRules): string | undefined {
  const { role, method, packedBytes, unpackedBytes } = entry;
  if (role === 'folder') return unpackedBytes > 0 ? 'is a folder with content.' : undefined;
  if (method === STORED && packedBytes !== unpackedBytes) return 'is stored, but has two different sizes.';
  if (role !== 'file') return undefined;
  if (unpackedBytes > rules.maxFileBytes) return `is over ${rules.maxFileBytes} bytes, unpacked.`;
  if (unpackedBytes > packedBytes * rules.maxRatio) return `unpacks to more than ${rules.maxRatio} times its size.`;
  return undefined;
}

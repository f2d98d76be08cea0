import { entryRefusal } from '@commerce-integration/contract/rules';

/** The archive is refused. The message is a sentence for its author, and names the entry. */
export class ArchiveRefused extends Error {
  override readonly name = 'ArchiveRefused';
}

/** The refusal of an archive for one of its entries. @param problem the end of the sentence */
export function refusedEntry({ name }: { name: string }, problem: string): ArchiveRefused {
  return new ArchiveRefused(entryRefusal(name, problem));
}

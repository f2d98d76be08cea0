/** The archive is not acceptable. The message is a sentence for its author, and names the entry. */
export class ArchiveRefused extends Error {
  override readonly name = 'ArchiveRefused';
}

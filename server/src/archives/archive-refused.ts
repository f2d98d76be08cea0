/** The archive cannot be used as it is. The message is a sentence for whoever made it, and names the entry. */
export class ArchiveRefused extends Error {
  override readonly name = 'ArchiveRefused';
}

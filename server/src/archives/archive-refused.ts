/** The archive cannot be used as it is. The message is a sentence for whoever made it, and names the entry. */
export class ArchiveRefused extends Error {
  override readonly name = 'ArchiveRefused';
}

/** What is quoted of a name that may be anything. */
const SHOWN = 100;

/** An entry's name as a message shows it. */
export function shownName(name: string): string {
  const readable = name.toWellFormed().replace(/[\p{Cc}\uFFFD]/gu, '?');
  return readable.length > SHOWN ? `${readable.slice(0, SHOWN)}…` : readable;
}

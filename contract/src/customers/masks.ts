// Masked forms of personal values: enough to recognise a value, but never all of it. Characters are counted as a reader
// counts them (grapheme clusters), so that none is cut in two.

const HIDDEN = '***';

/** `alice@example.com` becomes `al***@example.com`; with two letters before the @ one is shown, with one none. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@');
  const letters = charactersOf(email.slice(0, Math.max(at, 0)));
  const shown = letters.slice(0, Math.min(2, letters.length - 1)).join('');
  return `${shown}${HIDDEN}${at === -1 ? '' : email.slice(at)}`;
}

/** `+1 555 010 0101` becomes `***-***-0101`; of fewer than seven digits, only two are shown. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  return `${HIDDEN}-${HIDDEN}-${lastOf([...digits], digits.length < 7 ? 2 : 4)}`;
}

/** `123 Main Street` becomes `123 ***`; a line without a house number at its beginning is hidden completely. */
export function maskAddressLine(line: string): string {
  const house = /^(\d{1,6}\p{L}?)[\s,]+\S/u.exec(line)?.[1];
  return house === undefined ? HIDDEN : `${house} ${HIDDEN}`;
}

/** `62701` becomes `***01`; of three characters one is shown, of fewer none. */
export function maskPostalCode(code: string): string {
  const characters = charactersOf(code);
  return `${HIDDEN}${lastOf(characters, Math.min(2, characters.length - 2))}`;
}

function lastOf(characters: string[], count: number): string {
  return characters.slice(Math.max(characters.length - Math.max(count, 0), 0)).join('');
}

const byCharacter = new Intl.Segmenter('en', { granularity: 'grapheme' });

function charactersOf(text: string): string[] {
  return Array.from(byCharacter.segment(text), ({ segment }) => segment);
}

/**
 * The one normalisation of text from partners, whether from a feed, batch, JSON or query. Texts that people cannot tell
 * apart become equal:
 *
 * - Unicode's composed form (NFC), so that `é` is one character however it was typed;
 * - in names, SKUs and IDs: each run of white space becomes one space, and none is left at the ends;
 * - in names, SKUs and IDs: invisible characters are removed.
 */

/** Characters without a shape of their own (Unicode: Default_Ignorable_Code_Point), such as U+200B and U+00AD. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;
const FIRST_INVISIBLE = /\p{Default_Ignorable_Code_Point}/u;
/**
 * Invisible characters that change the shape of adjacent ones: the joiners of Indic and Persian script and of emoji,
 * and the variants of emoji. Names may need them.
 */
const SHAPING = /\u200C|\u200D|[\uFE00-\uFE0F]|[\u{E0020}-\u{E007F}]/u;
const ASCII = /^[\x20-\x7e]*$/;
const WHITE_SPACE = /[\s\u0085]+/gu;
const SPACE = 32;
const LAST_ASCII = 126;
const NO_BREAK_SPACE = 0xa0;
const SOFT_HYPHEN = 0xad;
const FIRST_COMBINING = 0x300;

/** A text of any length, such as a description: composed, with white space and invisible characters unchanged. */
export function normaliseProse(text: string): string {
  return isPlain(text) ? text : text.normalize('NFC');
}

/** A name for people: composed, single spaces, no invisible characters except those that shape others. */
export function normaliseName(text: string): string {
  if (isPlain(text)) return text;
  return oneLine(text.normalize('NFC').replace(INVISIBLE, (character) => (SHAPING.test(character) ? character : '')));
}

/** A SKU, an ID or a header name: composed, single spaces, no invisible characters. */
export function normaliseKey(text: string): string {
  return isPlain(text) ? text : oneLine(text.normalize('NFC').replace(INVISIBLE, ''));
}

/** The first invisible character of a text, as `U+200B`; undefined where there is none. */
export function invisibleCharacter(text: string): string | undefined {
  const code = FIRST_INVISIBLE.exec(text)?.[0].codePointAt(0);
  return code === undefined ? undefined : `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

/**
 * A key that is equal for keys that differ only in letter case, by Unicode's case folding, independent of language.
 * Compare it only with results of this function: PostgreSQL folds case differently.
 */
export function caselessKey(text: string): string {
  const key = normaliseKey(text);
  if (ASCII.test(key)) return key.toLowerCase();
  // Upper case first, then lower case letter by letter: so a sigma at the end of a word is equal to others.
  const folded = Array.from(key.toUpperCase(), (character) => character.toLowerCase()).join('');
  return oneLine(folded.normalize('NFC'));
}

/** A key that is equal for names that people would not tell apart: `caselessKey` without dots at the end. */
export function nameKey(name: string): string {
  const key = caselessKey(name);
  return key.replace(/[. ]+$/, '') || key;
}

/** The number of code points of a text: an emoji counts as one. */
export function textLength(text: string): number {
  let surplus = 0;
  for (let at = 0; at < text.length - 1; at += 1) {
    if (isHighSurrogate(text.charCodeAt(at)) && isLowSurrogate(text.charCodeAt(at + 1))) {
      surplus += 1;
      at += 1;
    }
  }
  return text.length - surplus;
}

/** Whether a text has more than so many code points. Reads no more of it than necessary. */
export function isLongerThan(text: string, characters: number): boolean {
  if (text.length <= characters) return false;
  return text.length > 2 * characters || textLength(text) > characters;
}

/** The first so many code points of a text, without splitting a surrogate pair. */
export function cutText(text: string, characters: number): string {
  if (text.length <= characters) return text;
  let end = 0;
  for (let count = 0; count < characters && end < text.length; count += 1) {
    end += isHighSurrogate(text.charCodeAt(end)) && isLowSurrogate(text.charCodeAt(end + 1)) ? 2 : 1;
  }
  return text.slice(0, end);
}

/**
 * Whether a text is printable Latin letters with single spaces inside: the most common case, and normalised already.
 */
function isPlain(text: string): boolean {
  // By character code instead of a pattern, because it runs for every value of every row.
  let before = SPACE;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < SPACE || (code === SPACE && before === SPACE)) return false;
    // Characters below the first combining one are composed, visible and not white space, with two exceptions.
    if (code > LAST_ASCII && (code <= NO_BREAK_SPACE || code >= FIRST_COMBINING || code === SOFT_HYPHEN)) return false;
    before = code;
  }
  return before !== SPACE || text === '';
}

function oneLine(text: string): string {
  return text.replace(WHITE_SPACE, ' ').trim();
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

/** A text without NUL, which PostgreSQL cannot store: U+FFFD shows its reader that there was a character. */
export function withoutNul(text: string): string {
  return text.replaceAll('\0', '\uFFFD');
}

/** Characters of a caller's text that a message quotes. */
const SHOWN_CHARACTERS = 500;
/** Characters of a name that a message quotes. */
const SHOWN_NAME = 100;

/** A caller's text as a message can quote it: cut, and without characters that cannot be stored or sent. */
export function shownText(text: string, characters: number = SHOWN_CHARACTERS): string {
  // Cut first, so that the next step reads no more than is shown.
  const cut = cutText(text, characters);
  const readable = cut.replace(/\0|\p{Cs}/gu, '\uFFFD');
  return cut.length < text.length ? `${readable}…` : readable;
}

/** The name of a file as a message quotes it. */
export function shownName(name: string): string {
  return shownText(name, SHOWN_NAME).replace(/[\p{Cc}\uFFFD]/gu, '?');
}

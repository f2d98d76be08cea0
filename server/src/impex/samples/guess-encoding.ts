import { isUtf8 } from 'node:buffer';
import type { FileEncoding } from '@commerce-integration/contract';
import { analyse } from 'chardet';

const MARKS: readonly (readonly [FileEncoding, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** The most bytes of a character that the end of a sample may have cut off. */
const MOST_CUT = 3;

/**
 * Guesses the encoding of bytes: by the byte order mark, by zero bytes, or as valid UTF-8; otherwise the most likely
 * one for its letters, and windows-1252 as the default.
 */
export function guessEncoding(bytes: Buffer): FileEncoding {
  const marked = MARKS.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte));
  if (marked) return marked[0];
  const head = bytes.subarray(0, 1_000);
  const zeros = (odd: number) => head.filter((byte, index) => byte === 0 && index % 2 === odd).length;
  if (zeros(1) > head.length / 5) return 'utf-16le';
  if (zeros(0) > head.length / 5) return 'utf-16be';
  for (let cut = 0; cut <= MOST_CUT; cut += 1) if (isUtf8(bytes.subarray(0, bytes.length - cut))) return 'utf-8';
  return guessByLetters(bytes);
}

/** The most bytes of lines with non-ASCII letters that are examined: more add no information. */
const MOST_BYTES = 64 * 1024;
/** The least confidence, in percent, for a non-Western guess. */
const LEAST = { multibyte: 40, latin: 25, notWestern: 10 };
/** By how much it must exceed the confidence for a Western one. */
const MARGIN = 5;

/** Our names of the detected single-byte encodings. */
const LATIN: Readonly<Record<string, FileEncoding>> = {
  'ISO-8859-1': 'windows-1252',
  'windows-1252': 'windows-1252',
  'ISO-8859-2': 'windows-1250',
  'windows-1250': 'windows-1250',
  'ISO-8859-9': 'windows-1254',
  'windows-1254': 'windows-1254',
};
const OTHER_SCRIPTS: Readonly<Record<string, FileEncoding>> = {
  'windows-1251': 'windows-1251',
  'ISO-8859-7': 'windows-1253',
  'windows-1253': 'windows-1253',
};
const MULTIBYTE: Readonly<Record<string, FileEncoding>> = { Shift_JIS: 'shift_jis', GB18030: 'gb18030' };

/** The non-ASCII letters of Central European languages. */
const ALPHABETS: Readonly<Record<string, string>> = {
  pl: 'ąćęłńóśźż',
  cs: 'áäčďéěíĺľňóôŕřšťúůýž',
  hu: 'áéíóöőúüű',
  ro: 'ăâîşţ',
};

/** A guess and its confidence, in percent. */
interface Guess {
  readonly encoding: FileEncoding;
  readonly confidence: number;
  readonly language: string | undefined;
}

function guessByLetters(bytes: Buffer): FileEncoding {
  const telling = tellingLines(bytes);
  const matches = analyse(telling);
  const best = (encodings: Readonly<Record<string, FileEncoding>>): Guess[] =>
    matches.flatMap(({ name, confidence, lang }) => {
      const encoding = encodings[name];
      return encoding === undefined ? [] : [{ encoding, confidence, language: lang }];
    });
  const [multibyte] = best(MULTIBYTE);
  if (multibyte && multibyte.confidence >= LEAST.multibyte && isDecodable(bytes, multibyte.encoding))
    return multibyte.encoding;
  const [other] = best(OTHER_SCRIPTS);
  if (other && isOfOtherScript(telling)) return other.encoding;
  return latin(telling, best(LATIN));
}

/** Whether most words with non-ASCII letters have no ASCII letters. */
function isOfOtherScript(bytes: Buffer): boolean {
  const words = bytes.toString('latin1').match(/[A-Za-z\x80-\xff]{3,}/g) ?? [];
  const high = words.filter((word) => /[\xa1-\xff]/.test(word));
  const pure = high.filter((word) => !/[A-Za-z]/.test(word));
  return pure.length * 2 > high.length;
}

function latin(bytes: Buffer, guesses: readonly Guess[]): FileEncoding {
  const isWestern = !hasSignsInWords(bytes);
  const western = guesses.find(({ encoding }) => encoding === 'windows-1252' && isWestern)?.confidence ?? 0;
  const isTelling = (encoding: FileEncoding) => decoded(bytes, encoding) !== decoded(bytes, 'windows-1252');
  const other = guesses.find(({ encoding }) => encoding !== 'windows-1252' && isTelling(encoding));
  if (other && other.confidence >= (isWestern ? Math.max(LEAST.latin, western + MARGIN) : LEAST.notWestern)) {
    return other.encoding === 'windows-1250' ? centralEuropean(bytes, other.language) : other.encoding;
  }
  // The currency sign is hardly ever used, and has the code of the euro sign in the other encoding.
  const hasEuro = bytes.includes(0xa4) && !bytes.some((byte) => byte >= 0x80 && byte < 0xa0);
  return hasEuro ? 'iso-8859-15' : 'windows-1252';
}

/** Whether words, decoded as Western, contain symbols: `Krzes³o`. */
function hasSignsInWords(bytes: Buffer): boolean {
  const found = bytes.toString('latin1').match(/[a-z][\xa1-\xa9\xab-\xb9\xbb-\xbf]+[a-z]/gi) ?? [];
  return found.length > 1;
}

/** The one of the two encodings that decodes more letters to those of the language. */
function centralEuropean(bytes: Buffer, language = ''): FileEncoding {
  const alphabet = new Set(ALPHABETS[language] ?? Object.values(ALPHABETS).join(''));
  const known = (encoding: FileEncoding) =>
    [...decoded(bytes, encoding).toLowerCase()].filter((letter) => alphabet.has(letter)).length;
  return known('iso-8859-2') > known('windows-1250') ? 'iso-8859-2' : 'windows-1250';
}

function decoded(bytes: Buffer, encoding: FileEncoding): string {
  return new TextDecoder(encoding).decode(bytes);
}

function isDecodable(bytes: Buffer, encoding: FileEncoding): boolean {
  try {
    // The end of a sample may split a character.
    new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** The lines with non-ASCII bytes. */
function tellingLines(bytes: Buffer): Buffer {
  const lines: Buffer[] = [];
  let length = 0;
  for (let from = 0; from < bytes.length && length < MOST_BYTES; ) {
    const end = bytes.indexOf(0x0a, from);
    const line = bytes.subarray(from, end < 0 ? bytes.length : end + 1);
    from += line.length;
    if (!line.some((byte) => byte >= 0x80)) continue;
    lines.push(line);
    length += line.length;
  }
  return Buffer.concat(lines).subarray(0, MOST_BYTES);
}

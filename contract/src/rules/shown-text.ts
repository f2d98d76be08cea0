import { cutText } from '../text.ts';

/** Characters of a text that somebody sent, as a message quotes it. */
const SHOWN_CHARACTERS = 500;
/** The same of a name. */
const SHOWN_NAME = 100;

/** A text that somebody sent as a message can quote it: not endless, and with nothing that cannot be stored or sent. */
export function shownText(text: string, characters: number = SHOWN_CHARACTERS): string {
  // Cut first: what follows then looks at no more than is shown.
  const cut = cutText(text, characters);
  const readable = cut.replace(/\0|\p{Cs}/gu, '\uFFFD');
  return cut.length < text.length ? `${readable}…` : readable;
}

/** The name of a file as a message quotes it. */
export function shownName(name: string): string {
  return shownText(name, SHOWN_NAME).replace(/[\p{Cc}\uFFFD]/gu, '?');
}

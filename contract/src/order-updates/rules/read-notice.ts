import { readJson } from '../../shared/read-json.ts';
import { readQuery } from '../../shared/read-query.ts';
import { pushedForDescriptor } from './map-push.ts';
import type { Pushed } from './read-path.ts';
import { UpdateRefused } from './update-refused.ts';

/**
 * Reads a push: JSON, XML or a form, in the encoding that its type names, or an XML document itself. A push of another
 * type was sent when the feed had a data descriptor.
 *
 * @throws UpdateRefused `payload_unreadable`
 */
export function readNotice(contentType: string, payload: Uint8Array, readXml: (text: string) => Pushed): Pushed {
  if (!isNotice(contentType)) throw pushedForDescriptor(contentType);
  try {
    if (/json/i.test(contentType)) return readJson(payload, contentType) as Pushed;
    const text = new TextDecoder(encodingOf(contentType, payload), { fatal: true }).decode(payload);
    return /xml/i.test(contentType) ? readXml(text) : readQuery(text);
  } catch (error) {
    if (error instanceof UpdateRefused) throw error;
    const why = error instanceof Error ? error.message : 'it cannot be read';
    throw new UpdateRefused('payload_unreadable', `The push cannot be read as ${contentType}: ${why}`);
  }
}

/**
 * The beginning of a push as text, as far as it can be decoded: it may end within a character, or name an unknown
 * encoding.
 *
 * @param encoding of the data descriptor that reads it; without one, that of its type or of the document
 */
export function shownNotice(contentType: string, head: Uint8Array, encoding?: string): string {
  const named = encoding ?? encodingOf(contentType, head);
  return new TextDecoder(isKnown(named) ? named : 'utf-8').decode(head);
}

function isKnown(encoding: string): boolean {
  try {
    new TextDecoder(encoding);
    return true;
  } catch {
    return false;
  }
}

function encodingOf(contentType: string, payload: Uint8Array): string {
  const charset = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(contentType)?.[1];
  return charset ?? declaredEncoding(payload) ?? 'utf-8';
}

/** The encoding that an XML document declares in its first line. */
function declaredEncoding(payload: Uint8Array): string | undefined {
  const head = new TextDecoder('latin1').decode(payload.subarray(0, 200));
  return /^<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)["']/.exec(head)?.[1];
}

/** Whether a mapping can read a content type: JSON, XML or a form. */
export function isNotice(contentType: string): boolean {
  return /^(?:application|text)\/(?:[\w.+-]*\+)?(?:json|xml)\b|^application\/x-www-form-urlencoded\b/i.test(
    contentType,
  );
}

import { Problem } from '@commerce-integration/contract';
import {
  isNotice,
  type Pushed,
  pushedForDescriptor,
  readJson,
  readQuery,
  UpdateRefused,
} from '@commerce-integration/contract/rules';
import { readXml } from './xml-tree.ts';

/**
 * Reads what was pushed: JSON, XML or a form. Other types were pushed to a feed that had a data descriptor then.
 *
 * @throws UpdateRefused `payload_unreadable`
 */
export function readPayload(contentType: string, payload: Buffer): Pushed {
  if (!isNotice(contentType)) throw pushedForDescriptor(contentType);
  try {
    if (/json/i.test(contentType)) return readJson(payload, contentType) as Pushed;
    const text = new TextDecoder(encodingOf(contentType, payload), { fatal: true }).decode(payload);
    return /xml/i.test(contentType) ? readXml(text) : readQuery(text);
  } catch (error) {
    const why = error instanceof Problem || error instanceof Error ? error.message : 'it cannot be read';
    throw new UpdateRefused('payload_unreadable', `What was pushed cannot be read as ${contentType}: ${why}`);
  }
}

/** The encoding that the type of what was pushed names, or the document itself. */
export function encodingOf(contentType: string, payload: Buffer): string {
  return charsetOf(contentType) ?? declaredEncoding(payload) ?? 'utf-8';
}

function charsetOf(contentType: string): string | undefined {
  return /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(contentType)?.[1];
}

/** The encoding that an XML document declares in its first line. */
function declaredEncoding(payload: Buffer): string | undefined {
  const head = payload.subarray(0, 200).toString('latin1');
  return /^<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)["']/.exec(head)?.[1];
}

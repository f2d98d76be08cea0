import { isUtf8 } from 'node:buffer';
import { plainFileName, webhookUrlProblem } from '@commerce-integration/contract/rules';
import { gunzipped, isDamagedGzip } from '../../archives/gunzip.ts';
import { failureText } from '../../outbound/failure-text.ts';
import { AddressRefused } from '../../outbound/guarded-agent.ts';
import { type Download, discardBody, openDownload, RedirectRefused } from '../../outbound/open-download.ts';
import { type RunParts, SourceRefused, SourceUnavailable } from './run-parts.ts';

/** The time limit of a whole download. */
const MOST_MS = 60 * 60_000;
/** Statuses after which a retry may succeed, in addition to those from 500 on. */
const LATER = new Set([408, 425, 429]);
/** The `Content-Encoding` values for gzip (RFC 9110, section 8.4.1.3). */
const GZIP = new Set(['gzip', 'x-gzip']);
/** The file name in a `Content-Disposition`, in its two forms (RFC 6266), tolerating missing quotes. */
const EXTENDED_NAME = /filename\*\s*=\s*"?(?:utf-8|iso-8859-1)'[^']*'([^;\s"]+)/i;
const PLAIN_NAME = /filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;]+))/i;
/** For a file that neither its address nor the server names. */
const NO_NAME = 'file';

/**
 * Requests a file from an address.
 *
 * @returns the response with a file, or the one that says that it has not changed
 * @throws SourceRefused, SourceUnavailable
 */
export async function askSource(
  { agent, rules, fetchMs }: RunParts,
  { url, headers }: { url: string; headers: Record<string, string> },
  signal: AbortSignal,
): Promise<Download> {
  const download = await openDownload(agent, {
    url,
    headers,
    silentMs: fetchMs,
    signal: AbortSignal.any([signal, AbortSignal.timeout(MOST_MS)]),
    redirectProblem: (target) => webhookUrlProblem(target, rules),
  }).catch((error: unknown) => {
    throw failureOf(error, fetchMs);
  });
  if (download.status === 200 || download.status === 304) return download;
  discardBody(download.body);
  const answered = `The server responded with ${download.status}.`;
  throw download.status >= 500 || LATER.has(download.status)
    ? new SourceUnavailable(answered)
    : new SourceRefused(answered);
}

/**
 * The bytes of a file without its `Content-Encoding`, which some servers apply although the request declines it.
 *
 * @throws SourceUnavailable where it breaks off; SourceRefused where it cannot be unpacked
 */
export async function* contentOf(download: Download, fileName: string, silentMs: number): AsyncGenerator<Buffer> {
  const bytes = bytesOf(download, silentMs);
  const coding =
    String(download.headers['content-encoding'] ?? '')
      .trim()
      .toLowerCase() || 'identity';
  const isGzip = GZIP.has(coding);
  // Some servers also declare the encoding for a file that is itself gzip.
  if (coding === 'identity' || (isGzip && /\.gz$/i.test(fileName))) return yield* bytes;
  if (!isGzip)
    throw new SourceRefused(`The server sends the file packed by ${coding}: let it send gzip, or the file as it is.`);
  try {
    for await (const piece of gunzipped(bytes)) yield piece as Buffer;
  } catch (error) {
    throw isDamagedGzip(error) ? new SourceRefused('The server sends damaged gzip.') : error;
  }
}

/** @throws SourceUnavailable where it breaks off */
async function* bytesOf({ body }: Download, silentMs: number): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of body) yield chunk as Buffer;
  } catch (error) {
    throw failureOf(error, silentMs);
  }
}

function failureOf(error: unknown, silentMs: number): Error {
  if (error instanceof RedirectRefused) return new SourceRefused(error.message);
  // The sentences are worded for webhook receivers; here the server is the sender.
  const text = failureText(error, silentMs).replace('The receiver', 'The server').replace('the receiver', 'the server');
  return error instanceof AddressRefused ? new SourceRefused(text) : new SourceUnavailable(text);
}

/** The name of a file: the one that the server gives, or else the last part of its address. */
export function fileNameOf({ url, headers }: Pick<Download, 'url' | 'headers'>): string {
  const disposition = String(headers['content-disposition'] ?? '');
  const [, extended] = EXTENDED_NAME.exec(disposition) ?? [];
  const [, quoted, bare] = PLAIN_NAME.exec(disposition) ?? [];
  const last = url.pathname.split('/').at(-1) ?? '';
  const plain = quoted?.replace(/\\(.)/g, '$1') ?? bare?.trim();
  const named = extended === undefined ? plain && textOfBytes(plain) : decoded(extended);
  return plainFileName(named || decoded(last)) || NO_NAME;
}

/** Decodes percent-encoded bytes. */
function decoded(text: string): string {
  return textOfBytes(
    text.replace(/%([\da-f]{2})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16))),
  );
}

/**
 * Decodes a text in which each character is a byte, as UTF-8 or else as ISO 8859-1: declared encodings are often wrong,
 * and text that is valid UTF-8 is hardly ever anything else. A text with other characters is already decoded.
 */
function textOfBytes(text: string): string {
  const bytes = Buffer.from(text, 'latin1');
  return bytes.toString('latin1') === text && isUtf8(bytes) ? bytes.toString() : text;
}

import { isUtf8 } from 'node:buffer';
import { plainFileName, webhookUrlProblem } from '@commerce-integration/contract/rules';
import { gunzipped, isDamagedGzip } from '../../archives/gunzip.ts';
import { failureText } from '../../outbound/failure-text.ts';
import { AddressRefused } from '../../outbound/guarded-agent.ts';
import { type Download, discardBody, openDownload, RedirectRefused } from '../../outbound/open-download.ts';
import { type RunParts, SourceRefused, SourceUnavailable } from './run-parts.ts';

/** The time of a whole download. */
const MOST_MS = 60 * 60_000;
/** Statuses by which a server says that it may answer otherwise later; those from 500 on do as well. */
const LATER = new Set([408, 425, 429]);
/** What `Content-Encoding` says of gzip (RFC 9110, section 8.4.1.3). */
const GZIP = new Set(['gzip', 'x-gzip']);
/** The name in a `Content-Disposition`, in its two forms (RFC 6266), also where what needs quotes has none. */
const EXTENDED_NAME = /filename\*\s*=\s*"?(?:utf-8|iso-8859-1)'[^']*'([^;\s"]+)/i;
const PLAIN_NAME = /filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;]+))/i;
/** Of a file that neither its address nor the server names. */
const NO_NAME = 'file';

/**
 * Asks an address for its file.
 *
 * @returns the answer with a file, or the one that says that it has not changed
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
  const answered = `The server answered ${download.status}.`;
  throw download.status >= 500 || LATER.has(download.status)
    ? new SourceUnavailable(answered)
    : new SourceRefused(answered);
}

/**
 * The bytes of a file, without the packing that the server has put around them for the way: some do, although they are
 * asked not to.
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
  // Servers call a file so, too, that is gzip itself.
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
  // The sentences are about receivers of webhooks; this is a server that sends.
  const text = failureText(error, silentMs).replace('The receiver', 'The server').replace('the receiver', 'the server');
  return error instanceof AddressRefused ? new SourceRefused(text) : new SourceUnavailable(text);
}

/** The name of a file: the server's, or else the last part of its address. */
export function fileNameOf({ url, headers }: Pick<Download, 'url' | 'headers'>): string {
  const disposition = String(headers['content-disposition'] ?? '');
  const [, extended] = EXTENDED_NAME.exec(disposition) ?? [];
  const [, quoted, bare] = PLAIN_NAME.exec(disposition) ?? [];
  const last = url.pathname.split('/').at(-1) ?? '';
  const plain = quoted?.replace(/\\(.)/g, '$1') ?? bare?.trim();
  const named = extended === undefined ? plain && textOfBytes(plain) : decoded(extended);
  return plainFileName(named || decoded(last)) || NO_NAME;
}

/** A text whose bytes are percent-encoded. */
function decoded(text: string): string {
  return textOfBytes(
    text.replace(/%([\da-f]{2})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16))),
  );
}

/**
 * A text of which each character stands for a byte, as UTF-8, or else as ISO 8859-1: what servers say of it is often
 * wrong, and no other text looks like UTF-8. One with other characters is a text already.
 */
function textOfBytes(text: string): string {
  const bytes = Buffer.from(text, 'latin1');
  return bytes.toString('latin1') === text && isUtf8(bytes) ? bytes.toString() : text;
}

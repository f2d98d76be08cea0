import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { formatId, type OrderExportFormat } from '@commerce-integration/contract';
import { deliveryHeaders, signerOf } from '@commerce-integration/contract/rules';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { Dispatcher } from 'undici';
import { type FieldCipher, openHeaders, UnreadableFieldError } from '../../encryption/field-cipher.ts';
import { failureText } from '../../outbound/failure-text.ts';
import { hmacWith, sendRequest } from '../../outbound/send-request.ts';
import type { ObjectStore } from '../../storage/object-store.ts';
import { inSpan, traceHeaders } from '../../tracing/span.ts';
import { describedBody } from '../layouts/described-body.ts';
import { layoutOf, textBody } from '../layouts/layout.ts';
import { type OrdersBody, OrdersUnwritable } from '../layouts/written-order.ts';
import { placeOfExporter } from '../stored-settings.ts';
import type { ClaimedBatch, ExporterRow } from './exporter-rows.ts';
import { readBatch } from './read-batch.ts';

/** The outcome of one attempt. */
export interface Attempt {
  readonly at: Date;
  readonly durationMs: number;
  /** SHA-256 in hexadecimal of what was sent or written; null if nothing was. */
  readonly requestDigest: string | null;
  readonly responseCode: number | null;
  readonly responseBody: string | null;
  readonly retryAfterSeconds: number | null;
  /** Why it failed, as a sentence; null for a success. */
  readonly error: string | null;
  /** Whether the failure is internal: our database or our storage could not be reached. */
  readonly isOwnFault: boolean;
  /** The numbers of the exports that the layout cannot express; null if the layout was not the problem. */
  readonly unwritable: readonly number[] | null;
}

/** Claimed orders and the outcome of their attempt. */
export interface FinishedBatch {
  readonly batch: ClaimedBatch;
  readonly attempt: Attempt;
}

export interface SendParts {
  readonly pool: Pool;
  readonly store: ObjectStore;
  readonly agent: Dispatcher;
  readonly cipher: FieldCipher;
  readonly timeoutMs: number;
  readonly log: Logger;
}

type Sent = Pick<Attempt, 'requestDigest' | 'responseCode' | 'responseBody' | 'retryAfterSeconds' | 'error'>;

const NOTHING = { requestDigest: null, responseCode: null, responseBody: null, retryAfterSeconds: null };

/** Performs one attempt at an export. @param signal fires when another process may take over. */
export async function sendBatch(parts: SendParts, batch: ClaimedBatch, signal: AbortSignal): Promise<Attempt> {
  const at = new Date();
  let sent: Sent;
  let isOwnFault = false;
  let unwritable: Attempt['unwritable'] = null;
  try {
    sent = await inSpan('order export', spanOf(batch), () => sendBy(parts, batch, signal));
  } catch (error) {
    if (error instanceof OrdersUnwritable) {
      sent = { ...NOTHING, error: error.message };
      unwritable = unwritableOf(batch, error);
    } else {
      parts.log.error({ err: error, batch: batch.id }, 'order exports: orders could not be exported');
      sent = { ...NOTHING, error: error instanceof UnreadableFieldError ? UNREADABLE : OWN_FAULT };
      isOwnFault = true;
    }
  }
  return { at, ...sent, isOwnFault, unwritable, durationMs: Date.now() - at.getTime() };
}

function spanOf({ exporter, attempt, members }: ClaimedBatch) {
  const attributes = {
    'commerce.exporter_id': formatId('orderExporter', Number(exporter.id)),
    'commerce.attempt': attempt,
    'commerce.orders': members.length,
  };
  return { kind: 'client', attributes } as const;
}

function unwritableOf({ members }: ClaimedBatch, { exports }: OrdersUnwritable): number[] {
  const ids = members.map(({ id }) => id);
  return exports ? ids.filter((id) => exports.has(formatId('orderExport', id))) : ids;
}

const OWN_FAULT = 'The orders could not be exported because of an internal error.';
const UNREADABLE =
  'The secret or the headers of the exporter cannot be decrypted: rotate the secret, and set the headers again.';

/** @throws for an internal failure */
function sendBy(parts: SendParts, batch: ClaimedBatch, signal: AbortSignal): Promise<Sent> {
  if (batch.exporter.kind === 'http') return request(parts, batch);
  if (batch.exporter.kind === 's3_file') return writeFile(parts, batch, signal);
  return Promise.resolve({ ...NOTHING, error: null });
}

/** Writes a file, which becomes visible only once it is complete. */
async function writeFile({ pool, store }: SendParts, batch: ClaimedBatch, signal: AbortSignal): Promise<Sent> {
  const { contentType, bytes } = bodyOf(batch, 'json_lines', false);
  const digest = createHash('sha256');
  const body = Readable.from(digested(bytes(readBatch(pool, batch)), digest), { objectMode: false });
  await store.put(batch.fileKey ?? '', body, contentType, signal);
  return { ...NOTHING, requestDigest: digest.digest('hex'), error: null };
}

/** @param usual the format if the exporter has none */
function bodyOf({ exporter, layout }: ClaimedBatch, usual: OrderExportFormat, isSingle: boolean): OrdersBody {
  return layout ? describedBody(layout) : textBody(layoutOf(exporter.format ?? usual, isSingle));
}

async function* digested(chunks: AsyncIterable<Buffer>, digest: ReturnType<typeof createHash>): AsyncGenerator<Buffer> {
  for await (const bytes of chunks) {
    digest.update(bytes);
    yield bytes;
  }
}

/** Sends a request, signed like webhook deliveries. */
async function request({ pool, agent, cipher, timeoutMs }: SendParts, batch: ClaimedBatch): Promise<Sent> {
  const { exporter, number, attempt } = batch;
  // A retry of several orders stays a list, even if the exporter now sends one at a time.
  const isSingle = exporter.max_orders === 1 && batch.members.length === 1;
  const { contentType, bytes } = bodyOf(batch, 'json', isSingle);
  const parts: Buffer[] = [];
  for await (const part of bytes(readBatch(pool, batch))) parts.push(part);
  const body = Buffer.concat(parts);
  const key = idempotencyKey(batch);
  const signed = await deliveryHeaders(
    {
      eventId: key,
      eventType: 'order.export',
      timestamp: Math.floor(Date.now() / 1_000),
      sequence: number,
      attempt,
      body,
    },
    [signerOf(secretOf(exporter, cipher), hmacWith)],
  );
  const headers = {
    ...openHeaders(exporter.headers, cipher, placeOfExporter(Number(exporter.id), 'headers')),
    ...signed,
    'content-type': contentType,
    'idempotency-key': key,
    'user-agent': 'Commerce-Integration-Exports/1.0',
    ...traceHeaders(),
  };
  const requestDigest = createHash('sha256').update(body).digest('hex');
  try {
    const { url, method } = exporter;
    const answer = await sendRequest(agent, { url: url ?? '', method: method ?? 'POST', headers, body, timeoutMs });
    const { responseCode, responseBody, retryAfterSeconds } = answer;
    const isSuccess = responseCode >= 200 && responseCode < 300;
    const error = isSuccess ? null : `The receiver responded with ${responseCode}.`;
    return { requestDigest, responseCode, responseBody, retryAfterSeconds, error };
  } catch (error) {
    return { ...NOTHING, requestDigest, error: failureText(error, timeoutMs) };
  }
}

/** The key is the same whenever the same orders are sent: the export's ID, or a digest of several IDs. */
function idempotencyKey({ members }: Pick<ClaimedBatch, 'members'>): string {
  const ids = members.map(({ id }) => formatId('orderExport', id));
  const [only] = ids;
  if (only !== undefined && ids.length === 1) return only;
  return createHash('sha256').update(ids.toSorted().join(',')).digest('hex').slice(0, 32);
}

function secretOf({ id, secret }: ExporterRow, cipher: FieldCipher): string {
  if (secret === null) throw new Error(`Exporter ${id} has no secret`);
  return cipher.decrypt(secret, placeOfExporter(Number(id), 'secret'));
}

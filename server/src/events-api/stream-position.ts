import { Problem } from '@commerce-integration/contract';

/**
 * The position of a stream reader. It has seen everything visible in the snapshot `seen`. While it reads what became
 * visible between `seen` and the snapshot `until`, in number order, `after` is the last event it has read.
 *
 * Snapshots are in the text form of PostgreSQL's `pg_snapshot`: `xmin:xmax:xip,…`.
 */
export interface StreamPosition {
  seen: string;
  until?: string;
  after?: number;
}

const SNAPSHOT = /^\d{1,20}:\d{1,20}:(?:\d{1,20}(?:,\d{1,20})*)?$/;
const MOST_TRANSACTIONS = 1_000;

/** The position as an opaque text: the `id` of the stream's messages. */
export function positionText({ seen, until, after }: StreamPosition): string {
  return Buffer.from(until === undefined ? seen : `${seen}|${until}|${after}`).toString('base64url');
}

/** @throws Problem `invalid_parameter` for a text that the stream has not sent */
export function readPosition(text: string): StreamPosition {
  const [seen = '', until, after, ...rest] = Buffer.from(text, 'base64url').toString('utf8').split('|');
  const isWhole = until === undefined || (isSnapshot(until) && /^\d{1,15}$/.test(after ?? ''));
  if (rest.length > 0 || !isSnapshot(seen) || !isWhole) {
    throw new Problem('invalid_parameter', 'Last-Event-ID is not the id of an event of this stream: omit it.');
  }
  return until === undefined ? { seen } : { seen, until, after: Number(after) };
}

/** Whether PostgreSQL accepts the text as a snapshot: its numbers are in order and within range. */
function isSnapshot(text: string): boolean {
  if (!SNAPSHOT.test(text)) return false;
  const [xmin = '', xmax = '', running = ''] = text.split(':');
  const inProgress = running === '' ? [] : running.split(',').map(BigInt);
  const [from, to] = [BigInt(xmin), BigInt(xmax)];
  const isSorted = inProgress.every(
    (one, index) => one >= from && one < to && (index === 0 || one > (inProgress[index - 1] ?? 0n)),
  );
  return from > 0n && from <= to && to < 2n ** 63n && inProgress.length <= MOST_TRANSACTIONS && isSorted;
}

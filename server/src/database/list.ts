import { createHash } from 'node:crypto';
import { cursorPosition, wrongCursor } from '@commerce-integration/contract/rules';
import type { ZodType } from 'zod';

/** A half-open range of creation times, as a query names it. */
export interface CreatedRange {
  created_from?: string | undefined;
  created_to?: string | undefined;
}

/** The range as a condition of any entity that knows when it was created. */
export function createdWithin({ created_from: from, created_to: to }: CreatedRange) {
  if (!from && !to) return {};
  return { createdAt: { ...(from ? { $gte: new Date(from) } : {}), ...(to ? { $lt: new Date(to) } : {}) } };
}

/** An opaque cursor: where a page ended, bound to the query it belongs to. */
export function sealCursor(query: unknown, position: readonly unknown[]): string {
  return Buffer.from(JSON.stringify([digest(query), ...position])).toString('base64url');
}

/**
 * Opens an opaque cursor.
 *
 * @param position the schema of the position in it
 * @throws Problem `invalid_cursor` where it is not one of ours or belongs to another query.
 */
export function openCursor<T>(query: unknown, cursor: string, position: ZodType<T>): T {
  return cursorPosition(unpacked(cursor), digest(query), position);
}

function unpacked(cursor: string): unknown {
  const bytes = Buffer.from(cursor, 'base64url');
  try {
    // Node passes over what is no base64url.
    if (bytes.toString('base64url') === cursor) return JSON.parse(bytes.toString('utf8'));
  } catch {
    // Said below.
  }
  throw wrongCursor();
}

function digest(query: unknown): string {
  return createHash('sha256').update(JSON.stringify(query)).digest('base64url').slice(0, 12);
}

import { createHash } from 'node:crypto';
import { wrongCursor } from '@commerce-integration/contract/rules';

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
 * @throws Problem `invalid_cursor` where it is not one of ours or belongs to another query.
 */
export function openCursor(query: unknown, cursor: string): unknown[] {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw wrongCursor();
  }
  if (!Array.isArray(parts) || parts[0] !== digest(query)) throw wrongCursor();
  return parts.slice(1);
}

function digest(query: unknown): string {
  return createHash('sha256').update(JSON.stringify(query)).digest('base64url').slice(0, 12);
}

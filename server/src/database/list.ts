import { hash } from 'node:crypto';
import { cursorPosition, wrongCursor } from '@commerce-integration/contract/rules';
import type { ZodType } from 'zod';

/** Makes an opaque cursor: the position at which a page ended, bound to its query. */
export function sealCursor(query: unknown, position: readonly unknown[]): string {
  return Buffer.from(JSON.stringify([digest(query), ...position])).toString('base64url');
}

/**
 * Reads an opaque cursor.
 *
 * @param position the schema of the cursor's position
 * @throws Problem `invalid_cursor` where this server did not make it, or made it for another query
 */
export function openCursor<T>(query: unknown, cursor: string, position: ZodType<T>): T {
  return cursorPosition(unpacked(cursor), digest(query), position);
}

function unpacked(cursor: string): unknown {
  const bytes = Buffer.from(cursor, 'base64url');
  try {
    // Node ignores characters that are not base64url, so the cursor is encoded again and compared.
    if (bytes.toString('base64url') === cursor) return JSON.parse(bytes.toString('utf8'));
  } catch {
    // Reported below.
  }
  throw wrongCursor();
}

function digest(query: unknown): string {
  return hash('sha256', JSON.stringify(query), 'base64url').slice(0, 12);
}

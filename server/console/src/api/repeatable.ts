import { ApiError, ConnectionError, TimeoutError } from '@commerce-integration/sdk';
import { useRef } from 'react';

/**
 * Gives the calls of a form an `Idempotency-Key`: another try with the same values after a lost answer gets the same
 * one, so that what the first try created is not created twice. After an answer, also a refusal, it gets a new one.
 *
 * @param send gets the values and the key
 */
export function useRepeatable<V, T>(send: (values: V, key: string) => PromiseLike<T>): (values: V) => Promise<T> {
  const last = useRef<{ text: string; key: string }>(undefined);
  return async (values) => {
    const text = JSON.stringify(values, describeFile);
    if (last.current?.text !== text) last.current = { text, key: crypto.randomUUID() };
    try {
      const result = await send(values, last.current.key);
      last.current = undefined;
      return result;
    } catch (error) {
      if (!isUnanswered(error)) last.current = undefined;
      throw error;
    }
  };
}

function describeFile(_name: string, value: unknown): unknown {
  return value instanceof File ? [value.name, value.size, value.lastModified] : value;
}

/** Whether nobody knows if the call took effect. */
function isUnanswered(error: unknown): boolean {
  if (error instanceof ApiError) return error.status >= 500 || error.code === 'idempotency_in_progress';
  // A TypeError is a lost connection to the file storage.
  return error instanceof ConnectionError || error instanceof TimeoutError || error instanceof TypeError;
}

let stored: { key: string; result: unknown } | undefined;

/** Stores a file once for a key: another try, after the answer to a later call was lost, does not send it again. */
export async function storeOnce<T>(key: string, store: () => Promise<T>): Promise<T> {
  if (stored?.key !== key) stored = { key, result: await store() };
  return stored.result as T;
}

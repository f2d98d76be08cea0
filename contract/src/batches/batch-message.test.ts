import { describe, expect, it } from 'vitest';
import { batchMessage, nothingWritten, stoppedMessage } from './batch-message.ts';

const first = { operationId: 'b', message: 'Product not found: S1.' };

describe('the message of a batch', () => {
  it('counts what was done, or would be', () => {
    const counts = 'Operations: 6. Succeeded: 3. Failed: 2. Skipped: 1.';
    const result = { total: 6, succeeded: 3, failed: 2, skipped: 1 };
    expect(batchMessage(result, false)).toBe(`Operations batch completed. ${counts}`);
    expect(batchMessage(result, true)).toBe(`Validation completed; nothing was written. ${counts}`);
  });

  it('that has stopped says where', () => {
    expect(stoppedMessage(3, 10, first)).toBe(
      'It stopped at operation b: Product not found: S1. Done before it: 2. Skipped: 7.',
    );
  });

  it('that has written nothing says why', () => {
    expect(nothingWritten(undefined, 10, first)).toBe(
      'It stopped at operation b: Product not found: S1. Nothing was written.',
    );
    expect(nothingWritten(2, 10, first)).toBe(
      '2 of 10 operations failed, the first is b: Product not found: S1. Nothing was written.',
    );
    expect(nothingWritten(0, 10, { ...first, operationId: 'a\0' })).toContain('0 of 10 operations failed');
    expect(nothingWritten(1, 1, { ...first, operationId: 'a\0' })).toContain('is a\uFFFD: ');
  });
});

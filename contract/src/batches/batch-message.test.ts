import { describe, expect, it } from 'vitest';
import { batchMessage, nothingWritten, stoppedMessage } from './batch-message.ts';

const first = { operationId: 'b', message: 'Product not found: S1.' };

describe('the message of a batch', () => {
  it('counts the operations that were executed, or would be', () => {
    const counts = 'Operations: 6. Succeeded: 3. Failed: 2. Skipped: 1.';
    const result = { total: 6, succeeded: 3, failed: 2, skipped: 1 };
    expect(batchMessage(result, false)).toBe(`Operations batch completed. ${counts}`);
    expect(batchMessage(result, true)).toBe(`Validation completed; nothing was written. ${counts}`);
  });

  it('names the operation at which it stopped', () => {
    expect(stoppedMessage(3, 10, first)).toBe(
      'It stopped at operation b: Product not found: S1. Done before it: 2. Skipped: 7.',
    );
  });

  it('says why nothing was written', () => {
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

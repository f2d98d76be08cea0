import { expect, it } from 'vitest';
import { dataColumnSchema } from './columns.ts';
import { assertPatterns } from './descriptor-problems.ts';

it('columns with an unusable pattern are named', () => {
  const columns = ['a', undefined, '(', '['].map((extract) =>
    dataColumnSchema.parse({ target: 'sku', source: 'sku', ...(extract ? { extract } : {}) }),
  );
  const problemOf = (pattern: string) => (pattern === 'a' ? undefined : `${pattern} is open`);
  expect(() => assertPatterns(columns.slice(0, 2), problemOf)).not.toThrow();
  const message = 'extract is not a pattern in RE2 syntax: ( is open.';
  expect(() => assertPatterns(columns, problemOf)).toThrow(
    expect.objectContaining({
      code: 'validation_failed',
      message: `columns.2.extract: ${message}`,
      errors: [
        { path: 'columns.2.extract', code: 'invalid_format', message },
        expect.objectContaining({ path: 'columns.3.extract' }),
      ],
    }),
  );
});

import { expect, it } from 'vitest';
import { assertMayOpenUpload } from './upload-rules.ts';

it('lets a partner have 1,000 uploads open, and no more', () => {
  expect(() => assertMayOpenUpload(999)).not.toThrow();
  expect(() => assertMayOpenUpload(1_000)).toThrow(expect.objectContaining({ code: 'too_many_open_uploads' }));
});

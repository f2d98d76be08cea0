import { expect, it } from 'vitest';
import { FeedFileError } from './feed-file-error.ts';

it('a file that cannot be read further names the line', () => {
  const error = new FeedFileError('The row is too long.', 7);
  expect(error).toBeInstanceOf(Error);
  expect(error).toMatchObject({ name: 'FeedFileError', message: 'The row is too long.', line: 7 });
});

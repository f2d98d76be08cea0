import { expect, it } from 'vitest';
import { environmentSchema } from '../../server/src/config/config.ts';
import { readPage } from './markdown.ts';

it('the page of limits names every variable that sets one', () => {
  const variables = Object.keys(environmentSchema.shape).filter((name) => /^(MAX_|RATE_LIMIT|UPLOAD_URL)/.test(name));
  expect(variables).toContain('MAX_PUT_BYTES');
  const page = readPage('docs/reference/limits.md');
  expect(variables.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});

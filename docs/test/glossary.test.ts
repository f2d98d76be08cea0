import { describe, expect, it } from 'vitest';
import { ID_PREFIXES } from '../../contract/src/shared/ids.ts';
import { readPage } from './markdown.ts';

const page = readPage('docs/glossary.md');

describe('the glossary', () => {
  it('names every kind of object that has an ID', () => {
    const missing = Object.values(ID_PREFIXES).filter((prefix) => !page.includes(`\`${prefix}…\``));
    expect(missing).toEqual([]);
  });

  it('is in alphabetical order', () => {
    const terms = [...page.matchAll(/^\*\*(.+?)\.\*\*/gm)].map(([, term = '']) => term.toLowerCase());
    expect(terms).toEqual(terms.toSorted());
  });
});

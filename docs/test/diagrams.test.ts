import { describe, expect, it } from 'vitest';
import { drawing } from '../.vitepress/diagrams.ts';
import { blocksOf, pages } from './markdown.ts';

const diagrams = pages().flatMap((page) => blocksOf(page).filter(({ language }) => language === 'mermaid'));

describe('the diagrams of the docs', () => {
  it.each(diagrams)('$page:$line: the picture contains all of its words', ({ text }) => {
    const words = wordsIn(text);
    const drawn = drawing(text)
      .replaceAll('&#39;', "'")
      .replace(/<[^>]*>/g, ' ');
    expect(words.length).toBeGreaterThan(0);
    expect(words.filter((word) => !drawn.includes(word))).toEqual([]);
  });

  it('load nothing from other sites', () => {
    const addresses = diagrams.flatMap(({ text }) => drawing(text).match(/(https?:|url\()[^"\s]*/g) ?? []);
    const elsewhere = addresses.filter((address) => address !== 'http://www.w3.org/2000/svg');
    expect(elsewhere.filter((address) => !address.startsWith('url(#'))).toEqual([]);
  });
});

/** The texts in the boxes and at the arrows of a diagram. */
function wordsIn(diagram: string): string[] {
  const labels = [
    ...diagram.matchAll(/[[({|]+([^[\](){}|]+?)[\])}|]+/g),
    ...diagram.matchAll(/-- (.+?) -->/g),
    ...diagram.matchAll(/^\s*\S+ -->> ?\S+?: (.+)$/gm),
    ...diagram.matchAll(/^\s*\S+ --?>+ ?\S+?: (.+)$/gm),
  ].map(([, label = '']) => label.replaceAll('<br>', ' '));
  return labels.filter((label) => label !== '*').flatMap((label) => label.match(/[\p{L}\p{N}]+/gu) ?? []);
}

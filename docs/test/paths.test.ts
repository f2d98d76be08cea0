import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { readPage, root } from './markdown.ts';

/** The folders to which a path in these pages may be relative, in order. */
const FROM = ['', 'server/src', 'contract/src'];

it.each(['CONTRIBUTING.md', 'ARCHITECTURE.md'])('%s names only existing files and folders', (page) => {
  const named = pathsOf(readPage(page));
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((name) => !FROM.some((folder) => existsSync(path.join(root, folder, name))))).toEqual([]);
});

it('checks text with a folder or file name, and skips placeholders and commands', () => {
  const text =
    'A `docs/site.mjs`, `http/`, `biome.json`, `.ci/run`, `<x>/a.ts`, `load/*.ts`, `npm test`, `./msw`, `a.b`.';
  expect(pathsOf(text)).toEqual(['docs/site.mjs', 'http/', 'biome.json', '.ci/run']);
});

/** The paths in backticks, without those that contain a placeholder. */
function pathsOf(text: string): string[] {
  const prose = text.replace(/^```.*?^```$/gms, '');
  const words = [...prose.matchAll(/`([^`\n]+)`/g)].map(([, word = '']) => word);
  return words.filter((word) => /^(?!\.\/)[\w.-]+(\/[\w.-]+)*\/?$/.test(word) && /\/|\.(ts|mjs|md|json)$/.test(word));
}

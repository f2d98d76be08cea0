import { existsSync } from 'node:fs';
import path from 'node:path';
import { slug } from 'github-slugger';
import { describe, expect, it } from 'vitest';
import { pages, readPage, root } from './markdown.ts';

const LINK = /\[[^\]]*\]\(([^)\s]+)\)/g;

describe('the links of the docs', () => {
  it.each(pages())('%s: each leads to an existing file and heading', (page) => {
    const text = withoutCode(readPage(page));
    const targets = [...text.matchAll(LINK)]
      .map((match) => match[1] ?? '')
      .filter((target) => !/^https?:/.test(target));
    expect(targets.filter((target) => !resolves(page, target))).toEqual([]);
  });

  it('lead to every page from the first one', () => {
    const reached = new Set(['README.md']);
    for (const page of reached) {
      if (!page.endsWith('.md')) continue;
      for (const [, target = ''] of withoutCode(readPage(page)).matchAll(LINK)) {
        if (!/^https?:/.test(target)) reached.add(fileOf(page, target));
      }
    }
    expect(pages().filter((page) => !reached.has(page))).toEqual([]);
  });

  it('lead to every page of the docs from their index, which defines the navigation of the site', () => {
    const listed = readPage('docs/index.md').matchAll(/^- \[.+?\]\((.+?\.md)\)/gm);
    const inNavigation = new Set([...listed].map(([, target = '']) => fileOf('docs/index.md', target)));
    const others = pages().filter((page) => page.startsWith('docs/') && !inNavigation.has(page));
    const expected = ['docs/index.md', ...others.filter((page) => /^docs\/reference\/(endpoints|sdk)\//.test(page))];
    expect(others.sort()).toEqual(expected.sort());
  });
});

function resolves(page: string, target: string): boolean {
  const file = fileOf(page, target);
  if (!existsSync(path.join(root, file))) return false;
  const heading = target.split('#')[1];
  return heading === undefined || headingsOf(file).includes(heading);
}

function fileOf(page: string, target: string): string {
  const file = target.split('#')[0];
  return file ? path.posix.join(path.posix.dirname(page), file) : page;
}

/** The anchors of a page's headings. */
function headingsOf(page: string): string[] {
  return [...withoutCode(readPage(page)).matchAll(/^#+ (.+)$/gm)].map(([, title = '']) => slug(title));
}

function withoutCode(text: string): string {
  return text.replace(/^```.*?^```$/gms, '');
}

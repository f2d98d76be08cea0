import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { DefaultTheme } from 'vitepress';
import { root, sitePath } from './site-path.ts';

type Item = DefaultTheme.SidebarItem & { text: string; link: string };

interface Section {
  text: string;
  items: Item[];
}

/** The kinds of pages in the top bar: each links to the first page of its kind. */
export function navigation(): DefaultTheme.NavItem[] {
  return sections().flatMap(({ text, items: [first] }) =>
    first ? [{ text, link: first.link, activeMatch: `^${path.posix.dirname(first.link)}/` }] : [],
  );
}

/** All pages by kind, in the order of `docs/index.md`, which is the only place that defines it. */
export function sidebar(): DefaultTheme.SidebarItem[] {
  return sections();
}

function sections(): Section[] {
  const [, ...parts] = read('docs/index.md').split(/^## /m);
  return parts
    .map((part) => ({
      text: part.split('\n')[0] ?? '',
      items: [...part.matchAll(/^- \[(.+?)\]\((.+?\.md)\)/gm)].map(itemOf),
    }))
    .filter(({ items }) => items.length > 0);
}

function itemOf([, text = '', target = '']: RegExpMatchArray): Item {
  const page = path.posix.join('docs', target);
  const items = page.endsWith('/index.md') ? pagesListedBy(page) : pagesBelow(page);
  return { text, link: `/${sitePath(page)}`, ...(items.length > 0 && { collapsed: true, items }) };
}

/** The pages that an index lists in tables, under its headings. */
function pagesListedBy(index: string): DefaultTheme.SidebarItem[] {
  const [, ...parts] = read(index).split(/^## /m);
  return parts.map((part) => ({
    text: part.split('\n')[0] ?? '',
    collapsed: true,
    items: [...part.matchAll(/^\| \[`(.+?)`\]\((.+?\.md)\)/gm)].map(([, text = '', target = '']) => ({
      text,
      link: `/${sitePath(path.posix.join(path.posix.dirname(index), target))}`,
    })),
  }));
}

/** `reference/endpoints.md` has a folder of its own name, with a page for each feature. */
function pagesBelow(page: string): Item[] {
  const folder = page.replace(/\.md$/, '');
  if (!existsSync(path.join(root, folder))) return [];
  return readdirSync(path.join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => `${folder}/${name}`)
    .map((below) => ({ text: /^# (.+)$/m.exec(read(below))?.[1] ?? below, link: `/${sitePath(below)}` }));
}

function read(page: string): string {
  return readFileSync(path.join(root, page), 'utf8').replaceAll('\r\n', '\n');
}

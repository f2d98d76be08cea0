import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { DefaultTheme } from 'vitepress';
import { root, sitePath } from './site-path.ts';

type Item = DefaultTheme.SidebarItem & { text: string; link: string };

interface Section {
  text: string;
  items: Item[];
}

/** The kinds of pages, at the top: each leads to the first page of its kind. */
export function navigation(): DefaultTheme.NavItem[] {
  return sections().flatMap(({ text, items: [first] }) =>
    first ? [{ text, link: first.link, activeMatch: `^${path.posix.dirname(first.link)}/` }] : [],
  );
}

/** All pages by kind, as `docs/index.md` lists them: the order stands there and nowhere else. */
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
  const items = pagesBelow(page).map((below) => ({
    text: /^# (.+)$/m.exec(read(below))?.[1] ?? below,
    link: `/${sitePath(below)}`,
  }));
  return { text, link: `/${sitePath(page)}`, ...(items.length > 0 && { collapsed: true, items }) };
}

/** `reference/endpoints.md` has a folder of its own name, with a page for each feature; an `index.md` stands in its own. */
function pagesBelow(page: string): string[] {
  const folder = page.replace(/(\/index)?\.md$/, '');
  if (!existsSync(path.join(root, folder))) return [];
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md') && !name.endsWith('index.md'))
    .map((name) => `${folder}/${name.replaceAll(path.sep, '/')}`)
    .sort();
}

function read(page: string): string {
  return readFileSync(path.join(root, page), 'utf8').replaceAll('\r\n', '\n');
}

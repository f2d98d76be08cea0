import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { PROBLEM_ADVICE, PROBLEM_CODES, PROBLEMS } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { startTestServer } from './support/server.ts';

const server = await startTestServer({ WORKER: 'off' });
const docs = path.join(import.meta.dirname, '../../docs');

describe("the page linked from a problem's type", () => {
  it('explains the problem and what to do', async () => {
    const { body: problem } = await server.call('/products/PR99999999');
    const address = new URL(problem.type, server.url);
    const page = await fetch(address);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const section = sectionsOf(await page.text()).get(address.hash.slice(1));
    expect(section).toContain('404: Not found');
    expect(section).toContain('The object does not exist or belongs to another partner');
  });

  it('has every code with its advice, as text and links', async () => {
    const sections = sectionsOf(await (await fetch(`${server.url}/docs/errors`)).text());
    expect([...sections.keys()]).toEqual([...PROBLEM_CODES]);
    for (const code of PROBLEM_CODES) {
      const words = plain(sections.get(code) ?? '');
      expect(words).toContain(`${PROBLEMS[code].status}: ${PROBLEMS[code].title}`);
      expect(words).toContain(plain(PROBLEM_ADVICE[code].replace(/\[([^\]]+)\]\([^)]+\)/g, '$1').replaceAll('`', '')));
    }
  });

  it('links only to existing guides', async () => {
    const html = await (await fetch(`${server.url}/docs/errors`)).text();
    const targets = [...html.matchAll(/href="(\.\.\/guides\/[^"]+)"/g)].map(([, target = '']) => target);
    expect(targets.length).toBeGreaterThan(8);
    for (const target of targets) {
      const { pathname, hash } = new URL(target, `${server.url}/docs/errors`);
      const file = path.join(docs, pathname.replace('/guides/', '').replace('.html', '.md'));
      expect(existsSync(file), target).toBe(true);
      const headings = readFileSync(file, 'utf8').match(/^#+ .+$/gm) ?? [];
      const anchors = headings.map((heading) => heading.replace(/^#+ /, '').toLowerCase().replaceAll(' ', '-'));
      if (hash) expect(anchors, target).toContain(hash.slice(1));
    }
  });
});

/** The part of each code, by its anchor. */
function sectionsOf(html: string): Map<string, string> {
  return new Map(
    [...html.matchAll(/<section id="(\w+)">(.*?)<\/section>/gs)].map(([, id = '', text = '']) => [id, text]),
  );
}

function plain(html: string): string {
  const text = html
    .replace(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"');
  return text.replaceAll('&amp;', '&');
}

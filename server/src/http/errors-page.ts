import { PROBLEM_ADVICE, PROBLEM_CODES, PROBLEMS, type ProblemCode } from '@commerce-integration/contract';
import { Router } from 'express';
import { escapeHtml, htmlPage } from './html-page.ts';

/** The errors page of the guides, seen from the address of this page: links in the advice are relative to it. */
const IN_THE_GUIDES = new URL('http://any/guides/reference/errors.html');

const PAGE = htmlPage({
  title: 'Errors of the Commerce Integration API',
  root: '../',
  style: `
    section { padding: .5rem 1rem; border-top: 1px solid var(--line); scroll-margin-top: 1rem; }
    section:target { background: var(--mark); }
    h2 { margin: .5rem 0 .25rem; font-size: 1.1rem; overflow-wrap: anywhere; }
    h2 a { color: inherit; text-decoration: none; }
    section p { margin: 0 0 .5rem; }
    section p:first-of-type { color: var(--text); font-weight: 600; }`,
  body: `
    <h1>Errors</h1>
    <p>Every error is <code>application/problem+json</code> with one of these codes. Its <code>type</code> leads here, its
      <code>detail</code> says what happened, and its <code>request_id</code> names the call in the server's log.
      <a href="../guides/reference/errors.html">The guides</a> list the endpoints that answer with each.</p>
${PROBLEM_CODES.map(sectionOf).join('\n')}`,
});

/** The page that a problem's `type` links to: what each code means, and what to do. */
export function errorsPage(): Router {
  const router = Router();
  router.get('/docs/errors', (_req, res) => void res.set('cache-control', 'no-cache').type('html').send(PAGE));
  return router;
}

function sectionOf(code: ProblemCode): string {
  const { status, title } = PROBLEMS[code];
  return `    <section id="${code}">
      <h2><a href="#${code}"><code>${code}</code></a></h2>
      <p>${status}: ${escapeHtml(title)}</p>
      <p>${adviceHtml(PROBLEM_ADVICE[code])}</p>
    </section>`;
}

/** Renders the Markdown subset of the advice: code and links. */
function adviceHtml(markdown: string): string {
  return escapeHtml(markdown)
    .replace(/`([^`]+)`/g, '<code>$1</code>')
    .replace(/\[([^\]]+)\]\(([^)]+)\)/g, (_, text, target) => `<a href="${addressOf(target)}">${text}</a>`);
}

function addressOf(target: string): string {
  const { pathname, hash } = new URL(target.replace('.md', '.html'), IN_THE_GUIDES);
  return `..${pathname}${hash}`;
}

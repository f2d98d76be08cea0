import { type RequestHandler, Router } from 'express';
import { htmlPage } from './html-page.ts';

const PAGE = htmlPage({
  title: 'Commerce Integration API',
  style: `
    img { display: block; width: 3rem; height: 3rem; }
    ul { margin: 0 0 2rem; padding: 0; list-style: none; border-top: 1px solid var(--line); }
    li { display: flex; flex-wrap: wrap; gap: 0 1rem; padding: .75rem 0; border-bottom: 1px solid var(--line); }
    li a { flex: 0 0 11rem; font-weight: 600; }
    li span { flex: 1 1 16rem; color: var(--faint); }`,
  body: `
    <img src="favicon.svg" alt="">
    <h1>Commerce Integration API</h1>
    <p>Product feeds in, a catalogue that can be queried and orders out. Calls need an API key in the header
      <code>x-api-key</code>.</p>
    <ul>
      <li><a href="guides/">Guides</a><span>Tutorials, how-to, concepts and the reference of API and SDK</span></li>
      <li><a href="docs">API explorer</a><span>Every endpoint, to read and to try</span></li>
      <li><a href="openapi.json">OpenAPI document</a><span>The same for machines</span></li>
      <li><a href="docs/postman.json">Postman collection</a><span>The same to import into Postman</span></li>
      <li><a href="docs/errors">Errors</a><span>What each code of a problem means, and what helps</span></li>
      <li><a href="health">Health</a><span>Whether the server and its database are well</span></li>
      <li><a href="ready">Readiness</a><span>Whether database, storage and queue can take work</span></li>
    </ul>
    <p>The TypeScript SDK, with its command line and a mock for tests:<br><code>npm install @commerce-integration/sdk</code></p>`,
});

const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#0b5cad"/><path d="M8 11l8-4 8 4v10l-8 4-8-4z M8 11l8 4 8-4 M16 15v10" fill="none" stroke="#fff" stroke-width="2" stroke-linejoin="round"/></svg>`;

/** The page that a browser shows at the API's root address; API clients get the usual problem. */
export function welcomePage(): Router {
  const router = Router();
  router.get('/', (req, res, next) => {
    res.vary('accept');
    if (!/\btext\/html\b/i.test(req.get('accept') ?? '')) return next();
    res.set('cache-control', 'no-cache').type('html').send(PAGE);
  });
  // Browsers request `/favicon.ico` for pages that name no icon.
  router.get(['/favicon.svg', '/favicon.ico'], sendIcon);
  return router;
}

const sendIcon: RequestHandler = (_req, res) => {
  res.set('cache-control', 'public, max-age=86400').type('svg').send(ICON);
};

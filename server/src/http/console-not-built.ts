import { htmlPage } from './html-page.ts';

/**
 * The page for a browser while the console is not built: how to build it, and links to everything else.
 *
 * @param root the relative path to the root of the server, such as `../`
 */
export const consoleNotBuilt = (root: string) =>
  htmlPage({
    title: 'Commerce Integration API',
    root,
    style: `
    img { display: block; width: 3rem; height: 3rem; }
    ul { margin: 0 0 2rem; padding: 0; list-style: none; border-top: 1px solid var(--line); }
    li { display: flex; flex-wrap: wrap; gap: 0 1rem; padding: .75rem 0; border-bottom: 1px solid var(--line); }
    li a { flex: 0 0 11rem; font-weight: 600; }
    li span { flex: 1 1 16rem; color: var(--faint); }`,
    body: `
    <img src="${root}favicon.svg" alt="">
    <h1>The console is not built</h1>
    <p>The operations console of this server has to be built once, which takes a few seconds. Run this in the folder of
      the project, and load this page again; the server need not be restarted:</p>
    <p><code>npm run console:build</code></p>
    <p>The production image has the console. All else is there:</p>
    <ul>
      <li><a href="${root}guides/">Guides</a><span>Tutorials, how-to, concepts and the reference of API and SDK</span></li>
      <li><a href="${root}docs">API explorer</a><span>Every endpoint, to read and to try</span></li>
      <li><a href="${root}openapi.json">OpenAPI document</a><span>The same for machines</span></li>
      <li><a href="${root}docs/postman.json">Postman collection</a><span>The same to import into Postman</span></li>
      <li><a href="${root}docs/errors">Errors</a><span>What each code of a problem means, and what helps</span></li>
      <li><a href="${root}health">Health</a><span>Whether the server and its database are well</span></li>
      <li><a href="${root}ready">Readiness</a><span>Whether database, storage and queue can take work</span></li>
    </ul>`,
  });

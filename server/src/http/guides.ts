import { existsSync } from 'node:fs';
import path from 'node:path';
import express, { type RequestHandler, type Response, Router } from 'express';
import { htmlPage } from './html-page.ts';

const A_YEAR_SECONDS = 31_536_000;

const NOT_BUILT = htmlPage({
  title: 'The guides are not built',
  root: '../',
  body: `
    <h1>The guides are not built</h1>
    <p>This server has no guides to show yet. Build them in the folder of the project, which takes a minute, and load this
      page again; the server need not be restarted:</p>
    <p><code>npm run docs -- build</code></p>
    <p>The production image has them. The same pages are Markdown in the project's folder <code>docs</code>, and the
      <a href="../docs">API explorer</a> and the <a href="../docs/errors">errors</a> are always here.</p>`,
});

/**
 * The documentation at `/guides`, from the folder that `docs/site.mjs` builds. Files whose names contain a hash of
 * their contents may be cached for ever; others are revalidated, and answered by 304 while unchanged.
 *
 * @param folder absolute path; until it is built, a page says how to build it
 */
export function guides(folder: string): Router {
  const router = Router();
  const files = express.static(folder, { extensions: ['html'], setHeaders: cacheHeaders(folder) });
  router.use('/guides', files, missingGuide(folder));
  return router;
}

/** Hashed names are those in the folder `assets`. */
function cacheHeaders(folder: string) {
  return (res: Response, file: string): void => {
    const [top] = path.relative(folder, file).split(path.sep);
    res.set('cache-control', top === 'assets' ? `public, max-age=${A_YEAR_SECONDS}, immutable` : 'no-cache');
  };
}

/** Answers a browser that requests a missing page with an HTML page; anything else gets the usual problem. */
function missingGuide(folder: string): RequestHandler {
  return (req, res, next) => {
    res.vary('accept');
    if (!/\btext\/html\b/i.test(req.get('accept') ?? '') || !/^(GET|HEAD)$/.test(req.method)) return next();
    res.status(404).set('cache-control', 'no-cache');
    if (existsSync(path.join(folder, '404.html'))) res.sendFile('404.html', { root: folder });
    else res.type('html').send(NOT_BUILT);
  };
}

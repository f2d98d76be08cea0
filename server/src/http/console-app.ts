import path from 'node:path';
import { type Request, type RequestHandler, type Response, Router } from 'express';
import { CompressedFiles, ENCODINGS } from './compressed-files.ts';
import { consoleNotBuilt } from './console-not-built.ts';
import { isSafe } from './console-session.ts';

const A_YEAR_SECONDS = 31_536_000;

/**
 * Allows only the console's own scripts, and no framing. Calls go to this server; files go to the file storage by
 * presigned URLs.
 */
const policy = (storageOrigin: string) =>
  [
    `default-src 'self'`,
    `script-src 'self'`,
    `style-src 'self' 'unsafe-inline'`,
    `img-src 'self' data:`,
    `connect-src 'self' ${storageOrigin}`,
    `frame-ancestors 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
  ].join('; ');

/** The only endpoint below `/console`. */
const SESSION = '/session';
/** A file of the build: at the top, or in `assets`, where names contain a hash of the contents. */
const FILE = /^\/(?:assets\/)?[\w-][\w.-]*\.\w+$/;

/**
 * The operations console at `/console`; `/` redirects browsers to it. All of its screens have addresses that return the
 * one page.
 *
 * @param folder absolute path of the built files; until they exist, a page says how to build them
 * @param storageOrigin the origin of presigned URLs
 */
export function consoleApp(folder: string, storageOrigin: string): Router {
  const files = new CompressedFiles();
  const send = (name: string, req: Request, res: Response) =>
    sendFile(files, path.join(folder, name), policy(storageOrigin), req, res);
  const router = Router();
  router.get('/', leadBrowser);
  router.use('/console', async (req, res, next) => {
    if (!isSafe(req) || req.path === SESSION) return next();
    if (FILE.test(req.path)) return (await send(req.path, req, res)) ? undefined : next();
    res.vary('accept');
    if (req.path !== '/' && !wantsHtml(req)) return next();
    if (!(await send('index.html', req, res))) {
      res
        .status(404)
        .set('cache-control', 'no-cache')
        .type('html')
        .send(consoleNotBuilt(pathToRoot(req)));
    }
  });
  return router;
}

/** Other clients get the addresses of all endpoints, as JSON. */
const leadBrowser: RequestHandler = (req, res, next) => {
  res.vary('accept');
  if (!wantsHtml(req)) return next();
  // Relative, because the API may be served under a path of another server.
  res.redirect('console');
};

/** The relative path to the root: empty for `/console`, and `../` for `/console/`. */
function pathToRoot({ originalUrl }: Request): string {
  const [address = ''] = originalUrl.split('?');
  return '../'.repeat(address.slice(1).split('/').length - 1);
}

function wantsHtml(req: Request): boolean {
  return /\btext\/html\b/i.test(req.get('accept') ?? '');
}

/** @returns whether there is such a file */
async function sendFile(
  files: CompressedFiles,
  file: string,
  contentPolicy: string,
  req: Request,
  res: Response,
): Promise<boolean> {
  const found = await files.read(
    file,
    ENCODINGS.find((encoding) => req.acceptsEncodings(encoding) !== false),
  );
  if (!found) return false;
  const isHashed = path.basename(path.dirname(file)) === 'assets';
  res.vary('accept-encoding');
  if (found.encoding) res.set('content-encoding', found.encoding);
  res
    .set({
      'content-security-policy': contentPolicy,
      'x-frame-options': 'DENY',
      'cache-control': isHashed ? `public, max-age=${A_YEAR_SECONDS}, immutable` : 'no-cache',
    })
    .type(path.extname(file))
    .send(found.body);
  return true;
}

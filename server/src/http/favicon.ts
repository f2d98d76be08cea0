import { type RequestHandler, Router } from 'express';

const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#0b5cad"/><path d="M8 11l8-4 8 4v10l-8 4-8-4z M8 11l8 4 8-4 M16 15v10" fill="none" stroke="#fff" stroke-width="2" stroke-linejoin="round"/></svg>`;

/** The icon of the server's pages. Browsers request `/favicon.ico` for pages that name no icon. */
export function favicon(): Router {
  const router = Router();
  router.get(['/favicon.svg', '/favicon.ico'], sendIcon);
  return router;
}

const sendIcon: RequestHandler = (_req, res) => {
  res.set('cache-control', 'public, max-age=86400').type('svg').send(ICON);
};

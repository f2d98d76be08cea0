import { type RequestHandler, Router } from 'express';

interface HtmlPage {
  title: string;
  /** HTML of the page's main part. */
  body: string;
  /** CSS of this page alone. */
  style?: string;
  /** The relative path to the server's root: `../` for a page one folder below. */
  root?: string;
}

const STYLE = `
    :root { --text: #1c2430; --faint: #5b6675; --line: #dfe4ea; --back: #fff; --link: #0b5cad; --mark: #fff4d6; }
    @media (prefers-color-scheme: dark) {
      :root { --text: #e6eaf0; --faint: #9aa6b5; --line: #313a46; --back: #14191f; --link: #7ab8ff; --mark: #332c14; }
    }
    body { margin: 0; background: var(--back); color: var(--text); font: 1rem/1.6 system-ui, sans-serif; }
    main { max-width: 42rem; margin: 0 auto; padding: 4rem 1.5rem; }
    h1 { margin: 1rem 0 .5rem; font-size: 1.75rem; line-height: 1.2; }
    p { margin: 0 0 2rem; color: var(--faint); }
    a { color: var(--link); }
    code { font: .9em ui-monospace, monospace; color: var(--text); overflow-wrap: anywhere; }`;

/**
 * A page of the server itself. Its links must be relative, because the API may be served under a path of another
 * server; it loads nothing from other origins.
 */
export function htmlPage({ title, body, style = '', root = '' }: HtmlPage): string {
  return `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>${title}</title>
  <link rel="icon" type="image/svg+xml" href="${root}favicon.svg">
  <style>${STYLE}${style}
  </style>
</head>
<body>
  <main>${body}
  </main>
</body>
</html>
`;
}

/** Escapes text for HTML. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

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

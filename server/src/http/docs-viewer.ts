import { fileURLToPath } from 'node:url';
import express, { Router } from 'express';
import absolutePath from 'swagger-ui-dist/absolute-path.js';
import { postmanFor } from './api-documents.ts';

const page = (apiKey: string) => `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>Commerce Integration API</title>
  <link rel="icon" type="image/svg+xml" href="favicon.svg">
  <link rel="stylesheet" href="docs/assets/swagger-ui.css">
</head>
<body>
  <div id="reference"></div>
  <script src="docs/assets/swagger-ui-bundle.js"></script>
  <script src="docs/start.js" data-api-key="${apiKey}"></script>
</body>
</html>
`;

const START = fileURLToPath(new URL('docs-start.js', import.meta.url));

/**
 * The reference at `/docs`: Swagger UI over `/openapi.json`, with all assets served by this server.
 *
 * @param publicKey a key that calls are made with until the reader enters another; empty where no key is public
 */
export function docsViewer(publicKey: string): Router {
  const router = Router();
  router.get('/docs', (_req, res) => void res.type('html').send(page(publicKey)));
  router.get('/docs/postman.json', (req, res) => {
    res.attachment('commerce-integration.postman_collection.json').json(postmanFor(req));
  });
  router.get('/docs/start.js', (_req, res) => void res.sendFile(START));
  router.use('/docs/assets', express.static(absolutePath(), { index: false, immutable: true, maxAge: '1d' }));
  return router;
}

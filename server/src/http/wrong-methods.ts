import { Problem } from '@commerce-integration/contract';
import { methodsByPath } from '@commerce-integration/contract/rules';
import { Router } from 'express';

/**
 * Refuses methods that a path does not support, and lists the supported ones in `Allow` (RFC 9110, 405). Mounted after
 * all routes.
 *
 * @param endpoints every endpoint as method and path: `GET /products/:product_id`
 */
export function refuseWrongMethods(endpoints: readonly string[]): Router {
  const router = Router();
  for (const [path, methods] of methodsByPath(endpoints)) {
    const allowed = methods.join(', ');
    router.all(path, ({ method, path: asked }, res) => {
      res.setHeader('allow', allowed);
      if (method === 'OPTIONS') return void res.status(204).end();
      throw new Problem('method_not_allowed', `${asked} takes ${allowed}, and no ${method}.`);
    });
  }
  return router;
}

import path from 'node:path';

/** The repository's folder. */
export const root = path.resolve(import.meta.dirname, '..', '..');

/** The path of a repository page on the site: `docs/` is its root, other pages keep their path. */
export function sitePath(page: string): string {
  return page.replace(/^docs\//, '');
}

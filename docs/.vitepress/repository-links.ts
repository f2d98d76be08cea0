import { copyFileSync, createReadStream, mkdirSync } from 'node:fs';
import path from 'node:path';
import type { createServer, MarkdownOptions, SiteConfig } from 'vitepress';
import { root, sitePath } from './site-path.ts';

type ViteDevServer = Awaited<ReturnType<typeof createServer>>;

export type Markdown = Parameters<NonNullable<MarkdownOptions['config']>>[0];

/** Files of the repository that pages link to and that are not pages, by their URL on the site. */
const linkedFiles = new Map<string, string>();

/**
 * Converts links between pages to those of the site. In Markdown they refer to files, as GitHub needs; the site has the
 * same pages under different paths.
 */
export function linkWithinRepository(md: Markdown): void {
  md.core.ruler.push('repository-links', ({ tokens, env }) => {
    const page = path.relative(root, env.realPath ?? env.path).replaceAll(path.sep, '/');
    for (const link of tokens.flatMap((token) => token.children ?? []).filter(({ type }) => type === 'link_open')) {
      const href = link.attrGet('href') ?? '';
      const address = /^([a-z]+:|#|\/)/.test(href) ? href : addressOf(page, href);
      link.attrSet('href', address);
      // Neither a page nor another site: the browser opens it, not the site's router.
      if (linkedFiles.has(address)) link.attrSet('target', '_blank');
    }
  });
}

/**
 * Copies the linked files to the site.
 *
 * @throws Error if one is missing, so that the build fails
 */
export function copyLinkedFiles({ outDir }: SiteConfig): void {
  for (const [address, file] of linkedFiles) {
    const target = path.join(outDir, address);
    mkdirSync(path.dirname(target), { recursive: true });
    copyFileSync(path.join(root, file), target);
  }
}

/** Serves the linked files when the site is shown without a build. */
export function serveLinkedFiles(): { name: string; configureServer(server: ViteDevServer): void } {
  return {
    name: 'linked-files',
    configureServer({ middlewares }) {
      middlewares.use((req, res, next) => {
        const file = linkedFiles.get(req.url ?? '');
        if (file === undefined) return next();
        res.setHeader('content-type', file.endsWith('.json') ? 'application/json' : 'text/plain; charset=utf-8');
        createReadStream(path.join(root, file)).on('error', next).pipe(res);
      });
    },
  };
}

function addressOf(page: string, href: string): string {
  const [file = '', anchor] = href.split('#');
  const target = path.posix.join(path.posix.dirname(page), decodeURI(file));
  if (target.endsWith('.md')) return `/${sitePath(target)}${anchor === undefined ? '' : `#${anchor}`}`;
  // Browsers treat a .ts file as a video.
  const address = `/${target}${target.endsWith('.ts') ? '.txt' : ''}`;
  linkedFiles.set(address, target);
  return address;
}

import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { TransformContext } from 'vitepress';

const INLINE_SCRIPT = /<script(?![^>]*\bsrc=)([^>]*)>([\s\S]+?)<\/script>/g;

/**
 * Moves inline scripts of a page, such as the one that chooses light or dark, to files: the server's content security
 * policy does not run inline scripts.
 */
export function scriptsToFiles(html: string, _id: string, { siteConfig, siteData }: TransformContext): string {
  return html.replace(INLINE_SCRIPT, (_, attributes: string, text: string) => {
    const name = `page.${createHash('sha256').update(text).digest('hex').slice(0, 12)}.js`;
    const assets = path.join(siteConfig.outDir, 'assets');
    mkdirSync(assets, { recursive: true });
    writeFileSync(path.join(assets, name), text);
    return `<script${attributes} src="${siteData.base}assets/${name}"></script>`;
  });
}

import { slug } from 'github-slugger';
import { defineConfig, type MarkdownOptions } from 'vitepress';
import { drawDiagrams } from './diagrams.ts';
import { navigation, sidebar } from './navigation.ts';
import { copyLinkedFiles, linkWithinRepository, serveLinkedFiles } from './repository-links.ts';
import { scriptsToFiles } from './scripts-to-files.ts';
import { search } from './search.ts';
import { sitePath } from './site-path.ts';
import { showTabs } from './tabs.ts';

const markdown: MarkdownOptions = {
  // GitHub shows the pages too, so they have the same anchors, and no syntax specific to this site.
  anchor: { slugify: slug },
  attrs: { disable: true },
  config(md) {
    drawDiagrams(md);
    showTabs(md);
    linkWithinRepository(md);
  },
};

export default defineConfig({
  lang: 'en',
  title: 'Commerce Integration API',
  description:
    'Product feeds in, a queryable catalogue and transactional orders out: tutorials, how-to, concepts, reference.',
  // The README and similar files are pages as well, so that all links between them work.
  srcDir: '..',
  srcExclude: ['contract/**', 'server/**', '**/CHANGELOG.md'],
  rewrites: sitePath,
  outDir: 'dist',
  // The path at which every server serves it. Its policy only allows scripts in files.
  base: '/guides/',
  metaChunk: true,
  transformHtml: scriptsToFiles,
  cacheDir: 'node_modules/.vitepress',
  // The pages name the reader's server, which does not run during the build.
  ignoreDeadLinks: 'localhostLinks',
  markdown,
  themeConfig: {
    nav: navigation(),
    sidebar: sidebar(),
    outline: [2, 3],
    search,
  },
  vite: { plugins: [serveLinkedFiles()] },
  buildEnd: copyLinkedFiles,
});

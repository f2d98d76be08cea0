import type { DefaultTheme } from 'vitepress';

/** Search terms of readers for a page, by its path: words that the page itself does not contain, or hardly ever. */
const OTHER_WORDS: Readonly<Record<string, string>> = {
  'docs/concepts/events-and-webhooks.md': 'webhook webhooks callback notification subscription push outbox',
  'docs/concepts/idempotency.md': 'retry retries duplicate deduplication exactly once',
  'docs/concepts/lists.md': 'pagination paginate paging next page offset',
  'docs/concepts/tenancy.md': 'authentication authenticate authorization auth token login permissions roles',
  'docs/how-to/announce-a-price-change.md': 'scheduled prices discount sale promotion',
  'docs/how-to/send-full-feeds.md': 'synchronise sync delete remove products',
  'docs/how-to/test-against-the-mock.md': 'mocking stub fake sandbox offline',
  'docs/how-to/use-the-console.md': 'admin dashboard backoffice login sign in session cookie csrf search',
  'docs/how-to/upload-large-files.md': 'presigned multipart S3 big files',
  'docs/reference/limits.md': 'rate limit throttling quota maximum',
};

const HEADING = /<\/h1>/;
const SUBHEADING = /(<\/?)h[2-6]/g;

/**
 * Whether a page lists commands: indexed as a whole, since its short sections would rank above pages that explain a
 * subject.
 */
function isCommands(page: string): boolean {
  return page.endsWith('reference/cli.md');
}

/** The site's search: its index is a file of the site, and includes the additional words above. */
export const search = {
  provider: 'local',
  options: {
    _render(source, env, md) {
      const html = isCommands(env.relativePath)
        ? md.render(source, env).replaceAll(SUBHEADING, '$1p')
        : md.render(source, env);
      const words = OTHER_WORDS[env.relativePath] ?? OTHER_WORDS[`docs/${env.relativePath}`];
      // Twice: a word in a page's title counts for more than one in its text.
      return words === undefined ? html : html.replace(HEADING, `</h1>\n<p>${words} ${words}</p>`);
    },
  },
} satisfies DefaultTheme.Config['search'];

/** The pages with additional words. */
export const PAGES_WITH_OTHER_WORDS = Object.keys(OTHER_WORDS);

import manifest from '../../sdk/package.json' with { type: 'json' };
import { markdownTable } from './reference-links.ts';

const ENTRIES: Readonly<Record<string, string>> = {
  './node': 'files of the disk as uploads, in Node',
  './msw': 'a mock of the whole API for tests',
  './validate': 'checks of a feed file before it is sent',
  './webhooks': 'the verification of webhooks, by itself',
};

/**
 * The first page of the SDK's reference, ordered by topic. The sidebar of the site has the same order.
 *
 * @param pages the text of each page by its path below the folder of the reference
 * @param resources the client's properties, such as `orders`
 */
export function sdkIndex(pages: ReadonlyMap<string, string>, resources: ReadonlySet<string>): string {
  const exported = [...pages.keys()].filter((page) => /^sdk\/(classes|interfaces|type-aliases)\//.test(page));
  const isResource = (page: string) => resources.has(propertyOf(nameOf(page)));
  const isError = (page: string) => nameOf(page).endsWith('Error');
  const isClass = (page: string) => page.startsWith('sdk/classes/') && !isResource(page) && !isError(page);
  const isOther = (page: string) => !page.startsWith('sdk/classes/');
  const table = (wanted: (page: string) => boolean, shown = (name: string) => name) =>
    markdownTable(
      ['page', 'what it is'],
      exported
        .filter(wanted)
        .map((page) => [
          `[\`${shown(nameOf(page))}\`](${page.replace('sdk/', './')})`,
          summaryOf(pages.get(page) ?? ''),
        ]),
    );
  return `${[
    `# ${manifest.name}`,
    `Everything that the SDK exports, from its sources. [Its README](../../../sdk/README.md) shows how to use it.`,
    `An ID that the path of an endpoint has stands first among the arguments, then the fields of the contract, under their
names on the wire, then the options of the SDK. The page of a resource has each method with the fields it takes, the
fields it gives and the errors it throws.`,
    '## Resources',
    table(isResource, (name) => `client.${propertyOf(name)}`),
    '## The client and its promises',
    table(isClass),
    '## Errors',
    table(isError),
    '## Options and types',
    table(isOther),
    '## Imported from elsewhere',
    markdownTable(
      ['page', 'what it is'],
      Object.entries(ENTRIES).map(([entry, what]) => [
        `[\`${manifest.name}${entry.slice(1)}\`](${entry}/index.md)`,
        what,
      ]),
    ),
  ].join('\n\n')}\n`;
}

function nameOf(page: string): string {
  return page.replace(/^.*\//, '').replace('.md', '');
}

function propertyOf(name: string): string {
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
}

/** The first sentence of a page, which is that of its docstring; its links are relative to another folder. */
function summaryOf(text: string): string {
  const [, first = ''] = text.split('\n\n');
  if (/^[#`|]/.test(first)) return '';
  // A colon also ends a sentence, unless a status precedes it.
  const [sentence = first] = /^(?:\d[^.]*\.|.*?[.:](?=\s|$))/s.exec(first) ?? [];
  return sentence.replace(/\[([^\]]+)\]\([^)]*\)/g, '$1').replace(/:$/, '.');
}

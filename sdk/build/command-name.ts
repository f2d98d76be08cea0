/**
 * The words that call an endpoint on the command line, from its name in the contract: `createApiKey` of `partners` is
 * `partners create-api-key`. The noun of the resource is omitted, since the resource comes first. `get` and `list` are
 * also omitted for other nouns: `listJobErrors` is `jobs errors`. `deleteCustomers` next to `deleteCustomer` is
 * `customers delete-many`.
 *
 * @param path the endpoint's path, which shows which nouns have two words: `setPriceList` at `…/price-list`
 * @param siblings the names of all endpoints of the feature
 */
export function commandName(feature: string, endpoint: string, path: string, siblings: readonly string[]): string {
  const resource = wordsOf(feature);
  const [verb = '', ...rest] = wordsOf(endpoint);
  const segments = path.split('/').map((segment) => segment.split('-'));
  const nouns = [resource, ...segments.filter((words) => endsWith(words, resource))];
  const isCompound = segments.some((words) => words.length > resource.length && startsWith(rest, words));
  const noun = nouns.filter((words) => startsWith(rest, words)).sort((a, b) => b.length - a.length)[0];
  const isPartOfCompound = isCompound && noun === resource;
  const object = noun && !isPartOfCompound ? rest.slice(noun.length) : rest;
  const isRead = ['get', 'list'].includes(verb);
  const isMany = !isRead && siblings.some((sibling) => sibling !== endpoint && singular(endpoint) === sibling);
  const many = isMany ? ['many'] : [];
  return `${resource.join('-')} ${[...(isRead && object.length > 0 ? [] : [verb]), ...many, ...object].join('-')}`;
}

function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(' ');
}

function startsWith(words: readonly string[], beginning: readonly string[]): boolean {
  return beginning.every((word, at) => singular(words[at] ?? '') === singular(word));
}

function endsWith(words: readonly string[], end: readonly string[]): boolean {
  return words.length > end.length && startsWith(words.slice(-end.length), end);
}

function singular(word: string): string {
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  return /(ch|sh|ss|x)es$/.test(word) ? word.slice(0, -2) : word.replace(/s$/, '');
}

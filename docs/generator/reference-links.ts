import { slug } from 'github-slugger';
import { endpointOf, METHOD_CALLS } from '../../sdk/test/support/method-calls.ts';

/** A link to a heading of a reference page that is code. */
export function linkTo(page: string, heading: string, folder = './'): string {
  return `[\`${heading}\`](${folder}${page}.md#${slug(heading)})`;
}

/** The method of the SDK for each endpoint, such as `orders.create`, by the endpoint's name. */
export async function methodsByEndpoint(): Promise<ReadonlyMap<string, string>> {
  const calls = Object.entries(METHOD_CALLS).map(async ([method, call]) => {
    const endpoints = await endpointOf(call);
    return endpoints.map((endpoint) => [endpoint, method] as const);
  });
  return new Map((await Promise.all(calls)).flat());
}

/** The link to a method's description, from the folder of the endpoints. */
export function methodLink(method: string): string {
  const [resource = '', name = ''] = method.split('.');
  const page = `${resource.charAt(0).toUpperCase()}${resource.slice(1)}`;
  return `[\`client.${method}\`](../sdk/classes/${page}.md#${slug(name)})`;
}

/** A Markdown table; its cells contain Markdown, too. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(inCell).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}

function inCell(text: string): string {
  return text
    .replaceAll('|', '\\|')
    .replaceAll(/\s*\n\s*/g, ' ')
    .trim();
}

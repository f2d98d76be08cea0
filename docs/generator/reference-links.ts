import { githubAnchor } from '../.vitepress/github-anchor.ts';

/** A link to a heading of a reference page, which is code. */
export function linkTo(page: string, heading: string, folder = './'): string {
  return `[\`${heading}\`](${folder}${page}.md#${githubAnchor(heading)})`;
}

import { slug } from 'github-slugger';

/** A link to a heading of a reference page, which is code. */
export function linkTo(page: string, heading: string, folder = './'): string {
  return `[\`${heading}\`](${folder}${page}.md#${slug(heading)})`;
}

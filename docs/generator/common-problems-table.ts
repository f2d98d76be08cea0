import { PROBLEMS } from '../../contract/src/shared/problem.ts';
import { markdownTable } from './markdown-table.ts';
import { COMMON_PROBLEMS } from './problem-places.ts';
import { linkTo } from './reference-links.ts';

/** The problems that the pages of the endpoints do not repeat. */
export function commonProblemsTable(): string {
  const rows = COMMON_PROBLEMS.map((code) => [
    `${PROBLEMS[code].status}`,
    linkTo('errors', code),
    `${PROBLEMS[code].title}.`,
  ]);
  return markdownTable(['status', 'code', 'what it says'], rows);
}

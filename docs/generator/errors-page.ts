import { PROBLEM_CODES, PROBLEMS, type ProblemCode } from '../../contract/src/shared/problem.ts';
import { PROBLEM_ADVICE } from '../../contract/src/shared/problem-advice.ts';
import { addressOf } from './endpoint-pages.ts';
import { operationsWith } from './problem-places.ts';

const INTRODUCTION = `# Errors

Every answer of status 400 and above is \`application/problem+json\` (RFC 9457), whatever went wrong:

| field | what it holds |
|---|---|
| \`type\` | names the kind of problem; on the server that answered it opens the advice of this page |
| \`title\` | the kind of problem, in words; the same for every occurrence |
| \`status\` | the HTTP status again |
| \`detail\` | what happened this time: a sentence a person can act on |
| \`code\` | stable; switch on this, never on the texts |
| \`request_id\` | the \`x-request-id\` of the answer; name it when you report a problem |
| \`errors[]\` | for wrong fields and parameters: \`path\`, \`code\` and \`message\` of each |

The rows of a feed file have [codes of their own](./feed-file.md#reasons-for-rejection): a bad row is not an error
of a request.

## All codes
`;

/** The reference page of every error code, from the contract. */
export function errorsPage(): string {
  const sections = PROBLEM_CODES.map((code) => {
    const { status, title } = PROBLEMS[code];
    return `### \`${code}\`\n\n**${status} ${title}.** ${PROBLEM_ADVICE[code]}\n${answeredBy(code)}`;
  });
  return `${[INTRODUCTION, ...sections].join('\n')}`;
}

function answeredBy(code: ProblemCode): string {
  const links = operationsWith(code).map((operation) => `[${operation.summary}](${addressOf(operation)})`);
  return links.length === 0 ? '' : `\nAnswered by: ${links.join('; ')}.\n`;
}

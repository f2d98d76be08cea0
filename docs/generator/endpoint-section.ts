import { STATUS_CODES } from 'node:http';
import { PROBLEMS } from '../../contract/src/shared/problem.ts';
import {
  type Answer,
  contentOf,
  nameOf,
  type Operation,
  type Parameter,
  resolved,
  type Schema,
} from './api-operations.ts';
import { COMMON_PROBLEMS, problemsOf } from './problem-places.ts';
import { linkTo, markdownTable, methodLink } from './reference-links.ts';
import { exampleOf } from './schema-example.ts';
import { describedBy, type Field, fieldsOf, optionalText, typeText } from './schema-fields.ts';

/** A Markdown link to a named object. */
type Link = (name: string) => string;

/** The section of a page about one endpoint. */
export function endpointSection(operation: Operation, method: string | undefined, link: Link): string {
  const parts = [
    `## ${operation.summary}`,
    `\`${operation.method} ${operation.path}\` needs ${accessText(operation)}.${method ? ` In the SDK: ${methodLink(method)}.` : ''}`,
    operation.description,
    parametersText(operation.parameters ?? [], link),
    bodyText(operation, link),
    answersText(operation, link),
  ];
  return parts.filter(Boolean).join('\n\n');
}

/** The fields of an object, as a table. */
export function fieldsTable(fields: Field[]): string {
  return markdownTable(
    ['field', 'type', 'what it is'],
    fields.map(({ path, type, description }) => [`\`${path}\``, type, description]),
  );
}

/** The permissions that a call needs. */
function accessText({ 'x-access': access }: Operation): string {
  if (access === undefined) return 'no key';
  if (access === 'any') return 'any key';
  return access === 'operator' ? "the operator's key" : `a key with \`${access}\``;
}

function parametersText(parameters: Parameter[], link: Link): string {
  if (parameters.length === 0) return '';
  const rows = parameters.map(({ name, in: place, required, description, schema }) => [
    `\`${name}\``,
    required && place !== 'path' ? `${place}, required` : place,
    schema.default === undefined ? typeText(schema, link) : optionalText(schema, link),
    description ?? describedBy(schema),
  ]);
  return `**Parameters**\n\n${markdownTable(['name', 'in', 'type', 'what it is'], rows)}`;
}

function bodyText({ method, path, parameters = [], requestBody }: Operation, link: Link): string {
  const body = contentOf(requestBody);
  if (!body) return '';
  const table = `**Body**, \`${body.type}\`\n\n${fieldsTable(fieldsOf(resolved(body.schema), link))}`;
  if (body.type !== 'application/json') return table;
  const filled = path.replace(/\{(\w+)\}/g, (_, name) =>
    String(exampleOf(parameters.find((parameter) => parameter.name === name)?.schema ?? {}, name)),
  );
  return `${table}\n\n${message([`${method} ${filled}`, 'content-type: application/json'], body.schema)}`;
}

function answersText(operation: Operation, link: Link): string {
  const done = Object.entries(operation.responses).filter(([, answer]) => !isProblem(answer));
  const problems = problemsOf(operation).filter((code) => !COMMON_PROBLEMS.some((common) => common === code));
  const rows = [
    ...done.map(([status, answer]) => [status, `${answer.description} ${answerText(answer, link)}`]),
    ...problems.map((code) => [
      `${PROBLEMS[code].status}`,
      `${linkTo('errors', code, '../')} ${PROBLEMS[code].title}.`,
    ]),
  ];
  const [status, first] = done[0] ?? [];
  const body = contentOf(first);
  const shown = body?.type === 'application/json' && resolved(body.schema).properties;
  const head = [`HTTP/1.1 ${status} ${STATUS_CODES[status ?? '']}`, 'content-type: application/json'];
  const example = shown ? message(head, body.schema) : '';
  return `**Answers**\n\n${markdownTable(['status', 'what it says'], rows)}\n\n${example}`.trim();
}

/** The content of a response; for a list or report, that of its rows. */
function answerText(answer: Answer, link: Link): string {
  const body = contentOf(answer);
  if (!body) return 'No body.';
  if (body.type !== 'application/json') return `\`${body.type}\`.`;
  if (nameOf(body.schema)) return `${typeText(body.schema, link)}.`;
  const fields = fieldsOf(body.schema, link).filter(({ path }) => !path.includes('.'));
  return fields
    .map(({ path, type }) => `\`${path}\`: ${type}`)
    .join('; ')
    .concat(fields.length > 0 ? '.' : '');
}

function isProblem(answer: Answer): boolean {
  return contentOf(answer)?.type === 'application/problem+json';
}

/** An example of a request or response. A test compares it with the contract's schema. */
function message(head: string[], schema: Schema): string {
  return `\`\`\`http\n${head.join('\n')}\n\n${JSON.stringify(exampleOf(schema), null, 2)}\n\`\`\``;
}

import { PROBLEMS, type ProblemCode } from '../../contract/src/shared/problem.ts';
import { contentOf, namedSchemas, nameOf, type Operation, resolved, type Schema } from './api-operations.ts';
import { namesIn } from './endpoint-pages.ts';
import { fieldsTable } from './endpoint-section.ts';
import { COMMON_PROBLEMS, problemsOf } from './problem-places.ts';
import { linkTo, markdownTable } from './reference-links.ts';
import { describedBy, type Field, fieldsOf, optionalText, typeText } from './schema-fields.ts';

/** The error classes of the SDK by status; other statuses are an `ApiError`, or from 500 a `ServerError`. */
const ERROR_CLASSES: Readonly<Record<number, string>> = {
  400: 'BadRequestError',
  401: 'AuthenticationError',
  403: 'PermissionError',
  404: 'NotFoundError',
  409: 'ConflictError',
  422: 'ValidationError',
  429: 'RateLimitError',
};

/** The fields of a named shape are listed further down on the page of its resource. */
const toShape = (name: string) => `[${name}](#${name.toLowerCase()})`;

/** The fields that a method takes, as a table; empty if there are none. */
export function takenFields({ parameters = [], requestBody }: Operation): string {
  const inQuery = parameters.filter((parameter) => parameter.in === 'query');
  const body = contentOf(requestBody);
  const fields: Field[] = [
    ...inQuery.map(({ name, required, description, schema }) => ({
      path: name,
      type: required ? typeText(schema, toShape) : optionalText(schema, toShape),
      description: description ?? describedBy(schema),
    })),
    ...(body ? fieldsOf(resolved(body.schema), toShape) : []),
  ];
  return fields.length === 0 ? '' : fieldsTable(fields);
}

/** The result of a method, in words; for an unnamed response, the fields as a table. */
export function givenFields(operation: Operation): string {
  const schema = answerOf(operation);
  if (!schema) return '';
  const name = nameOf(schema);
  if (name) return `The fields of ${toShape(name)}.`;
  const { items } = schema.properties ?? {};
  const listed = items?.items && nameOf(items.items);
  if (listed) return `A page of ${toShape(listed)}.`;
  const fields = fieldsOf(schema, toShape);
  return fields.length === 0 ? '' : fieldsTable(fields);
}

/**
 * The errors that a method throws for a response of the API, by class and code; those that every call can throw are
 * listed elsewhere.
 */
export function thrownErrors(operation: Operation): string {
  const own = problemsOf(operation).filter((code) => !COMMON_PROBLEMS.some((common) => common === code));
  const rows = own.map((code) => [
    `[\`${classOf(code)}\`](../classes/${classOf(code)}.md)`,
    linkTo('errors', code, '../../'),
    `${PROBLEMS[code].title}.`,
  ]);
  const common = 'Any call can meet [the problems that all endpoints share](../../endpoints.md#what-holds-for-all).';
  return rows.length === 0 ? common : `${markdownTable(['class', 'code', 'meaning'], rows)}\n\n${common}`;
}

/** The named shapes that some endpoints return or accept inside their bodies, each with its fields. */
export function shapesOf(operations: readonly Operation[]): string {
  const inBody = ({ requestBody }: Operation) => {
    const schema = contentOf(requestBody)?.schema ?? {};
    return namesIn(schema).filter((name) => name !== nameOf(schema));
  };
  const names = new Set(operations.flatMap((one) => [...namesIn(answerOf(one) ?? {}), ...inBody(one)]));
  const shapes = [...names].map((name) => {
    const schema = namedSchemas[name] ?? {};
    return [`### ${name}`, schema.description, fieldsTable(fieldsOf(schema, toShape))].filter(Boolean).join('\n\n');
  });
  return shapes.length === 0 ? '' : ['## Shapes', ...shapes].join('\n\n');
}

/** The schema of the JSON in an endpoint's successful response. */
function answerOf({ responses }: Operation): Schema | undefined {
  const done = Object.entries(responses).filter(([status]) => status.startsWith('2'));
  return done.map(([, answer]) => contentOf(answer)).find((body) => body?.type === 'application/json')?.schema;
}

function classOf(code: ProblemCode): string {
  const { status } = PROBLEMS[code];
  return ERROR_CLASSES[status] ?? (status >= 500 ? 'ServerError' : 'ApiError');
}

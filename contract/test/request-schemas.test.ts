import type { AppRoute } from '@ts-rest/core';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { BATCH_OPERATIONS } from '../src/batches/operations.ts';
import { contract, fieldErrors, LIMITS } from '../src/index.ts';
import { updatePartnerSchema } from '../src/partners/partners.ts';

/** One field of a request: its path, and how to set it in the surrounding schemas. */
interface Field {
  name: string;
  schema: z.ZodType;
  /** The issues of the whole schema at the field, if the field has this value. */
  issuesFor(value: unknown): z.core.$ZodIssue[];
}

const routes = Object.values(contract).flatMap((router) => Object.entries(router as Record<string, AppRoute>));
const schemas: [string, z.ZodType][] = [
  ...routes.flatMap(([operation, route]) =>
    (['pathParams', 'query', 'headers', 'body'] as const).flatMap((part): [string, z.ZodType][] => {
      const schema = (route as Partial<Record<typeof part, unknown>>)[part];
      return schema instanceof z.ZodType ? [[`${operation} ${part}`, schema]] : [];
    }),
  ),
  ...Object.values(BATCH_OPERATIONS)
    .flat()
    .map((schema): [string, z.ZodType] => [`operation ${schema.shape['@type'].value}`, schema]),
];
const walked = schemas.map(([name, schema]) => [name, fieldsOf(name, schema, [], (value) => value, schema)] as const);
const fields = walked.flatMap(([, some]) => some);

/** The fields of a schema at all levels, each with a way to set its value. */
function fieldsOf(
  name: string,
  schema: z.ZodType,
  path: PropertyKey[],
  place: (value: unknown) => unknown,
  root: z.ZodType,
): Field[] {
  const at = path.map(String).join('.');
  const issuesFor = (value: unknown) =>
    (root.safeParse(place(value)).error?.issues ?? []).filter((issue) => issue.path.map(String).join('.') === at);
  const self: Field = { name: `${name}: ${at}`, schema, issuesFor };
  const bare = unwrapped(schema);
  if (bare instanceof z.ZodObject) {
    const inner = Object.entries(bare.shape as Record<string, z.ZodType>).flatMap(([key, field]) =>
      fieldsOf(name, field, [...path, key], (value) => place({ [key]: value }), root),
    );
    return [self, ...inner];
  }
  if (bare instanceof z.ZodArray) {
    return [self, ...fieldsOf(name, bare.element as z.ZodType, [...path, 0], (value) => place([value]), root)];
  }
  return [self];
}

function unwrapped(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault)
    return unwrapped(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodPipe) {
    const [into, out] = [schema.in as z.ZodType, schema.out as z.ZodType];
    return unwrapped(into instanceof z.ZodTransform ? out : into);
  }
  return schema;
}

/** Whether null is a valid value, which removes the current one. */
const takesNull = (schema: z.ZodType): boolean =>
  schema instanceof z.ZodNullable ||
  ((schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) && takesNull(schema.unwrap() as z.ZodType));
const takesText = ({ schema }: Field) => unwrapped(schema) instanceof z.ZodString;
const LONG = 'x'.repeat(20_001);
/** The messages of zod for schemas without their own. */
const OF_ZOD =
  /Invalid (?!\w+ value\. )|Too (?:small|big)|Unrecognized|expected (?:string|number|int|boolean|object|array|record|one of)|received|undefined|\bpattern\b|\bNaN\b|\bstring\b/;

/** Numbers in a form arrive as text. */
const isJson = (name: string) =>
  (name.endsWith(' body') && name !== 'uploadFeed body') || name.startsWith('operation ');
/** The file itself, which is read as a stream separately from the form. */
const isFile = ({ schema }: Field) => unwrapped(schema) instanceof z.ZodUnknown;

/** The beginning of a file, which may be longer than any other text. */
const isSample = ({ name }: Field) => /: sample(?:_base64)?$/.test(name);

it('covers every field of a request', () => {
  expect(fields.length).toBeGreaterThan(300);
  const names = [
    'createOrder body: items.0.product_id',
    'listProducts query: q',
    'setPriceList headers: idempotency-key',
  ];
  for (const name of names) expect(fields.map((field) => field.name)).toContain(name);
});

describe('an error of a request', () => {
  const wrong = [null, true, 7, -1, 0.5, 1e300, '', ' ', 'x', LONG, [], ['x'], {}, { unknown: 1 }, undefined];

  it.each(walked)("is written in the API's words, not in the library's: %s", (_name, some) => {
    for (const field of some.filter((one) => !isFile(one))) {
      const issues = wrong.flatMap((value) => field.issuesFor(value));
      for (const { message } of fieldErrors(new z.ZodError(issues))) {
        // The allowed values are words of the contract, and `string` is one of them.
        expect(message.replace(/Allowed values: .*/, ''), field.name).not.toMatch(OF_ZOD);
        expect(message, field.name).toMatch(/^[A-Za-z_@]\S* \S/);
      }
    }
  });

  it.each(walked)('reports an overlong text: %s', (_name, some) => {
    for (const field of some.filter(takesText)) {
      const length = isSample(field) ? LIMITS.sampleLength + 1 : LONG.length;
      for (const letter of ['x', '1', 'é', '\u{1F9E6}', '%', ' x'])
        expect(field.issuesFor(letter.repeat(length)), field.name).not.toEqual([]);
    }
  });

  it.each(schemas.filter(([name]) => name.endsWith(' body') || name.startsWith('operation ')))(
    'reports an unknown field: %s',
    (_name, schema) => {
      for (const object of objectsIn(schema)) expect(object._zod.def.catchall?._zod.def.type).toBe('never');
    },
  );

  it.each(schemas.filter(([name]) => isJson(name)))('names the field that was probably meant: %s', (_name, schema) => {
    for (const object of objectsIn(schema)) {
      const longest = Object.keys(object.shape).reduce((one, other) => (other.length > one.length ? other : one));
      const messages = object.safeParse({ [`${longest}q`]: 1 }).error?.issues.map(({ message }) => message);
      expect(messages).toContainEqual(`Unknown field ${longest}q: did you mean ${longest}?`);
    }
  });

  it.each(walked.filter(([name]) => isJson(name)))('reports a number that has another type: %s', (_name, some) => {
    for (const field of some.filter(({ schema }) => unwrapped(schema) instanceof z.ZodNumber)) {
      const wrong = ['', '1', '0.3', false, true, [], [0.3], {}, null, Number.POSITIVE_INFINITY, Number.NaN];
      for (const value of wrong.filter((one) => one !== null || !takesNull(field.schema)))
        expect(field.issuesFor(value), `${field.name} ${JSON.stringify(value)}`).not.toEqual([]);
    }
  });
});

/** All object schemas within one. */
function objectsIn(schema: z.ZodType): z.ZodObject[] {
  const bare = unwrapped(schema);
  if (bare instanceof z.ZodArray) return objectsIn(bare.element as z.ZodType);
  if (!(bare instanceof z.ZodObject)) return [];
  return [bare, ...Object.values(bare.shape as Record<string, z.ZodType>).flatMap(objectsIn)];
}

it('a change of a misspelt field only is not reported as a change without fields', () => {
  const messages = (body: object) => updatePartnerSchema.safeParse(body).error?.issues.map(({ message }) => message);
  expect(messages({ contact_mail: 'a@example.com' })).toEqual([
    'Unknown field contact_mail: did you mean contact_email?',
  ]);
  expect(messages({})).toEqual(['Name at least one field to change.']);
});

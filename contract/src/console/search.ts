import { z } from 'zod';
import { ID_PREFIXES, type IdKind } from '../shared/ids.ts';
import { JOB_ID_PREFIXES, type JobIdKind } from '../shared/job-types.ts';
import { LIMITS } from '../shared/limits.ts';
import { numberText } from '../shared/plain-number.ts';
import { lineSchema } from '../shared/request-schemas.ts';
import { SEARCH_RESULT_EXAMPLE } from './examples.ts';

/** Kinds of objects that are parts of another one: searching for their ID finds that object. */
const PARTS = ['apiKey', 'orderItem', 'delivery', 'orderUpdatePush', 'address', 'batchUpload'] as const;
type PartKind = (typeof PARTS)[number];

type SnakeCase<T extends string> = T extends `${infer C}${infer Rest}`
  ? `${C extends Lowercase<C> ? C : `_${Lowercase<C>}`}${SnakeCase<Rest>}`
  : T;

/** A type of object that can be found: one for each kind of ID, and one for all kinds of jobs. */
export type SearchType = 'job' | SnakeCase<Exclude<IdKind, JobIdKind | PartKind>>;

/** The types of objects that can be found. A new kind of ID is included automatically. */
export const SEARCH_TYPES = [
  'job',
  ...Object.keys(ID_PREFIXES)
    .filter((kind) => !Object.hasOwn(JOB_ID_PREFIXES, kind) && !(PARTS as readonly string[]).includes(kind))
    .map((kind) => kind.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)),
] as [SearchType, ...SearchType[]];

const DEFAULT_RESULTS = 20;
const limitError = `Invalid limit value. Allowed values: 1 to ${LIMITS.searchResults}.`;
const typesError = `types must be a list with commas between. Known types: ${SEARCH_TYPES.join(', ')}.`;

export const searchTypeSchema = z.enum(SEARCH_TYPES);

const typesSchema = z
  .string()
  .refine((text) => text.split(',').every((type) => searchTypeSchema.safeParse(type).success), { error: typesError })
  .meta({
    description: 'Types to search, separated by commas; by default all that the key may read.',
    examples: ['product,order'],
  });

export const searchQuery = {
  q: lineSchema('q', LIMITS.searchLength).meta({
    description:
      'An ID, or the beginning of a name, SKU, reference, file name or URL. Case-insensitive, except that SKUs and product names with mixed case, such as `iPhone`, must be written exactly.',
    examples: ['PR00001'],
  }),
  types: typesSchema.optional(),
  limit: numberText(
    z.int({ error: limitError }).min(1, { error: limitError }).max(LIMITS.searchResults, { error: limitError }),
  )
    .default(DEFAULT_RESULTS)
    .meta({ description: `Maximum number of results across all types, 1 to ${LIMITS.searchResults}.` }),
};

export const searchResultSchema = z
  .object({
    type: searchTypeSchema.meta({ description: 'What it is.' }),
    id: z.string(),
    title: z.string().meta({ description: 'Its name, reference or ID.' }),
    subtitle: z
      .string()
      .nullable()
      .meta({ description: 'Distinguishes it from others with the same title; null if there is nothing.' }),
    status: z.string().nullable().meta({ description: 'Its state; null if the type has none.' }),
    leads_to: z.string().nullable().meta({
      description: 'The ID of the object that shows it, such as the order of a shipment; null if it has its own page.',
    }),
    matched: z.string().meta({ description: 'The field that matched, such as `sku`.', examples: ['sku'] }),
  })
  .meta({ id: 'SearchResult', examples: [SEARCH_RESULT_EXAMPLE] });
export type SearchResult = z.infer<typeof searchResultSchema>;

export const searchResultsSchema = z
  .object({
    count: z.int().min(0),
    items: z.array(searchResultSchema).meta({ description: 'The results: objects with that ID first, then by type.' }),
  })
  .meta({ id: 'SearchResults', examples: [{ count: 1, items: [SEARCH_RESULT_EXAMPLE] }] });
export type SearchResults = z.infer<typeof searchResultsSchema>;

import { z } from 'zod';
import { CATEGORY_EXAMPLE } from '../shared/examples.ts';
import { categoryIdSchema, partnerIdSchema } from '../shared/ids.ts';
import { LIMITS } from '../shared/limits.ts';
import { listOf, pageQuery } from '../shared/pagination.ts';
import { fieldsOf, keyFilterSchema, keySchema, lineSchema, partnerNameFilter } from '../shared/request-schemas.ts';
import { c, commonResponses, problems } from '../shared/router.ts';
import { timeSchema } from '../shared/time.ts';

export const categorySchema = z
  .object({
    category_id: categoryIdSchema,
    partner_id: partnerIdSchema,
    partner_name: z.string(),
    code: z.string().meta({ description: "The partner's own code of the category, unique among its categories." }),
    name: z.string(),
    parent_id: categoryIdSchema.nullable().meta({ description: 'The category above it; null at the top.' }),
    parent_code: z.string().nullable().meta({ description: 'The code of the category above it.' }),
    created_at: timeSchema,
    updated_at: timeSchema,
  })
  .meta({ id: 'Category', examples: [CATEGORY_EXAMPLE] });
export type Category = z.infer<typeof categorySchema>;

/** The values of a category in a file. */
export const categoryRowSchema = fieldsOf({
  code: keySchema('code', LIMITS.categoryCodeLength),
  name: lineSchema('name', LIMITS.categoryNameLength),
  parent_code: keySchema('parent_code', LIMITS.categoryCodeLength).nullable().optional(),
});

const read = { access: 'products:read' } as const;

export const categoriesContract = c.router(
  {
    listCategories: {
      method: 'GET',
      path: '/categories',
      summary: 'List categories, newest first',
      description: "A partner's key lists its own tree, the operator's those of all partners. Imports write them.",
      metadata: { ...read, reads: 'replica' },
      query: z.object({
        partner_name: partnerNameFilter.optional(),
        code: keyFilterSchema('code', LIMITS.categoryCodeLength)
          .optional()
          .meta({ description: 'The category of this code.' }),
        parent_code: keyFilterSchema('parent_code', LIMITS.categoryCodeLength)
          .optional()
          .meta({ description: 'Only the categories directly below this one.' }),
        ...pageQuery,
      }),
      responses: { 200: listOf(categorySchema) },
    },
    getCategory: {
      method: 'GET',
      path: '/categories/:category_id',
      summary: 'Get a category',
      description: 'With the category above it.',
      metadata: read,
      pathParams: z.object({ category_id: categoryIdSchema }),
      responses: { 200: categorySchema, ...problems(404) },
    },
  },
  { commonResponses, strictStatusCodes: true },
);

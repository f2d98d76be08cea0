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
    parent_id: categoryIdSchema.nullable().meta({ description: 'The parent category; null for a root category.' }),
    parent_code: z.string().nullable().meta({ description: 'The code of the parent category.' }),
    created_at: timeSchema,
    updated_at: timeSchema,
  })
  .meta({ id: 'Category', examples: [CATEGORY_EXAMPLE] });
export type Category = z.infer<typeof categorySchema>;

/** The fields of a category in a file. */
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
      description:
        "With a partner's key: its own category tree; with the operator's key: those of all partners. Categories are written by imports.",
      metadata: { ...read, reads: 'replica' },
      query: z.object({
        partner_name: partnerNameFilter.optional(),
        code: keyFilterSchema('code', LIMITS.categoryCodeLength)
          .optional()
          .meta({ description: 'The category with this code.' }),
        parent_code: keyFilterSchema('parent_code', LIMITS.categoryCodeLength)
          .optional()
          .meta({ description: 'Only the direct children of this category.' }),
        ...pageQuery,
      }),
      responses: { 200: listOf(categorySchema) },
    },
    getCategory: {
      method: 'GET',
      path: '/categories/:category_id',
      summary: 'Get a category',
      description: 'Includes its parent category.',
      metadata: read,
      pathParams: z.object({ category_id: categoryIdSchema }),
      responses: { 200: categorySchema, ...problems(404) },
    },
  },
  { commonResponses, strictStatusCodes: true },
);

import { z } from 'zod';
import { API_KEY_REQUEST, PARTNER_CHANGE_REQUEST, PARTNER_EXAMPLE, PARTNER_REQUEST } from '../shared/examples.ts';
import { apiKeyIdSchema, partnerIdSchema } from '../shared/ids.ts';
import { LIMITS } from '../shared/limits.ts';
import { amountSchema, currencySchema, SCALE } from '../shared/money.ts';
import { listOf, pageQuery } from '../shared/pagination.ts';
import { emailSchema, fieldsOf, idempotencyHeaders, lineSchema, partnerNameFilter } from '../shared/request-schemas.ts';
import { c, commonResponses, problems } from '../shared/router.ts';
import { scopeSchema } from '../shared/scopes.ts';
import { nameKey } from '../shared/text.ts';
import { timeQuerySchema, timeSchema } from '../shared/time.ts';

export const PARTNER_STATUSES = ['active', 'paused', 'offboarded'] as const;
export const partnerStatusSchema = z
  .enum(PARTNER_STATUSES, { error: `Invalid status value. Allowed values: ${PARTNER_STATUSES.join(', ')}` })
  .meta({ description: 'Only an active partner may upload or order; its data stays readable.' });

export const partnerNameSchema = lineSchema('partner_name', LIMITS.partnerNameLength)
  .refine((name) => name === '' || !/^[. ]*$/.test(nameKey(name)), {
    error: 'partner_name must hold more than dots, spaces and invisible characters.',
  })
  .meta({
    description:
      'Letter case, Unicode form, repeated spaces, invisible characters and dots at the end make no other partner.',
    examples: ['Acme Corp'],
  });

const weightError = `job_weight must be a whole number from 1 to ${LIMITS.jobWeight}.`;
const partnerFields = {
  contact_email: emailSchema('contact_email').nullable().optional(),
  feed_type: lineSchema('feed_type', 50)
    .nullable()
    .optional()
    .meta({ examples: ['catalog'] }),
  default_file_format: lineSchema('default_file_format', 20)
    .nullable()
    .optional()
    .meta({ examples: ['csv'] }),
  default_currency: currencySchema
    .nullable()
    .optional()
    .meta({ description: 'Taken by a price whose feed names no currency; USD where this is not set.' }),
  orders_need_approval: z
    .boolean()
    .optional()
    .meta({ description: 'Whether new orders wait until somebody approves them.' }),
  orders_need_approval_above: amountSchema
    .refine((amount) => Number(amount.toFixed(SCALE)) === amount, {
      error: `orders_need_approval_above has more than ${SCALE} decimals.`,
    })
    .max(10 ** LIMITS.orderTotalIntegerDigits, { error: 'orders_need_approval_above is too large.' })
    .nullable()
    .optional()
    .meta({ description: 'New orders with a larger total wait for approval; in the currency of the order.' }),
  job_weight: z
    .int({ error: weightError })
    .min(1, { error: weightError })
    .max(LIMITS.jobWeight, { error: weightError })
    .optional()
    .meta({
      description: 'How many of its jobs start while each partner with the weight 1 has one started, where all wait.',
    }),
};

export const partnerSchema = z
  .object({
    partner_id: partnerIdSchema,
    partner_name: partnerNameSchema,
    status: partnerStatusSchema,
    contact_email: z.string().nullable(),
    feed_type: z.string().nullable(),
    default_file_format: z.string().nullable(),
    default_currency: z.string().nullable(),
    orders_need_approval: z.boolean(),
    orders_need_approval_above: z.number().nullable(),
    job_weight: z.int(),
    created_at: timeSchema,
    updated_at: timeSchema,
  })
  .meta({ id: 'Partner', examples: [PARTNER_EXAMPLE] });
export type Partner = z.infer<typeof partnerSchema>;

export const createPartnerSchema = fieldsOf({ partner_name: partnerNameSchema, ...partnerFields }).meta({
  examples: [PARTNER_REQUEST],
});
export const updatePartnerSchema = z
  .strictObject({
    partner_name: partnerNameSchema.optional(),
    status: partnerStatusSchema.optional(),
    ...partnerFields,
  })
  .refine((body) => Object.keys(body).length > 0, { error: 'Name at least one field to change.' })
  .meta({ examples: [PARTNER_CHANGE_REQUEST] });

export const apiKeySchema = z
  .object({
    api_key_id: apiKeyIdSchema,
    partner_id: partnerIdSchema,
    name: z.string(),
    scopes: z.array(scopeSchema),
    secret_hint: z.string().meta({ description: "The secret's last four characters." }),
    status: z.enum(['live', 'expired', 'revoked']),
    expires_at: timeSchema.nullable(),
    created_at: timeSchema,
    revoked_at: timeSchema.nullable(),
  })
  .meta({ id: 'ApiKey' });
export type ApiKey = z.infer<typeof apiKeySchema>;

export const createApiKeySchema = fieldsOf({
  name: lineSchema('name', LIMITS.keyNameLength),
  scopes: z.array(scopeSchema).min(1, { error: 'Name at least one scope.' }).optional().meta({
    description: 'All scopes where this is left out.',
  }),
  expires_at: timeQuerySchema.nullable().optional(),
}).meta({ examples: [API_KEY_REQUEST] });

const partnerPath = z.object({ partner_id: partnerIdSchema });
const operator = { access: 'operator' } as const;

export const partnersContract = c.router(
  {
    createPartner: {
      method: 'POST',
      path: '/partners',
      summary: 'Register a partner',
      description: 'Names are unique. An upload by the operator under an unknown name registers that partner, too.',
      metadata: operator,
      headers: idempotencyHeaders,
      body: createPartnerSchema,
      responses: { 201: partnerSchema, ...problems(409, 413, 415, 422) },
    },
    listPartners: {
      method: 'GET',
      path: '/partners',
      summary: 'List partners, newest first',
      description: 'Of every status. `partner_name` finds one partner by its whole name, in any letter case.',
      metadata: { ...operator, reads: 'replica' },
      query: z.object({
        partner_name: partnerNameFilter.optional(),
        status: partnerStatusSchema.optional(),
        ...pageQuery,
      }),
      responses: { 200: listOf(partnerSchema) },
    },
    getPartner: {
      method: 'GET',
      path: '/partners/:partner_id',
      summary: 'Get a partner',
      description: 'Its status says whether it may upload and order.',
      metadata: operator,
      pathParams: partnerPath,
      responses: { 200: partnerSchema, ...problems(404) },
    },
    updatePartner: {
      method: 'PATCH',
      path: '/partners/:partner_id',
      summary: 'Change a partner',
      description: 'A paused or offboarded partner cannot upload or order; its data stays readable.',
      metadata: operator,
      pathParams: partnerPath,
      body: updatePartnerSchema,
      responses: { 200: partnerSchema, ...problems(404, 409, 413, 415, 422) },
    },
    createApiKey: {
      method: 'POST',
      path: '/partners/:partner_id/api-keys',
      summary: 'Issue an API key for a partner',
      description: 'The secret is in this answer and nowhere else. A partner has at most two live keys, for rotation.',
      metadata: operator,
      headers: idempotencyHeaders,
      pathParams: partnerPath,
      body: createApiKeySchema,
      responses: {
        201: apiKeySchema.extend({ secret: z.string().meta({ description: 'Shown once. Sent as `x-api-key`.' }) }),
        ...problems(404, 409, 413, 415, 422),
      },
    },
    listApiKeys: {
      method: 'GET',
      path: '/partners/:partner_id/api-keys',
      summary: "List a partner's API keys, newest first",
      description: 'Live, expired and revoked ones, without their secrets: `secret_hint` tells them apart.',
      metadata: operator,
      pathParams: partnerPath,
      query: z.object(pageQuery),
      responses: { 200: listOf(apiKeySchema), ...problems(404) },
    },
    revokeApiKey: {
      method: 'DELETE',
      path: '/partners/:partner_id/api-keys/:api_key_id',
      summary: 'Revoke an API key at once',
      description: 'The next call with it answers 401. The key stays in the list, as `revoked`.',
      metadata: operator,
      pathParams: partnerPath.extend({ api_key_id: apiKeyIdSchema }),
      responses: { 204: c.noBody(), ...problems(404) },
    },
  },
  { commonResponses, strictStatusCodes: true },
);

import { z } from 'zod';
import { API_KEY_REQUEST, PARTNER_CHANGE_REQUEST, PARTNER_EXAMPLE, PARTNER_REQUEST } from '../shared/examples.ts';
import { apiKeyIdSchema, partnerIdSchema } from '../shared/ids.ts';
import { LIMITS } from '../shared/limits.ts';
import { amountSchema, currencySchema, SCALE } from '../shared/money.ts';
import { listOf, pageQuery } from '../shared/pagination.ts';
import {
  changesOf,
  emailSchema,
  fieldsOf,
  idempotencyHeaders,
  lineSchema,
  oneOf,
  partnerNameFilter,
} from '../shared/request-schemas.ts';
import { c, commonResponses, problems } from '../shared/router.ts';
import { scopeSchema } from '../shared/scopes.ts';
import { nameKey } from '../shared/text.ts';
import { timeQuerySchema, timeSchema } from '../shared/time.ts';

export const PARTNER_STATUSES = ['active', 'paused', 'offboarded'] as const;
export const partnerStatusSchema = oneOf('status', PARTNER_STATUSES).meta({
  description: 'Only an active partner may upload feeds or create orders; its data can always be read.',
});

export const partnerNameSchema = lineSchema('partner_name', LIMITS.partnerNameLength)
  .refine((name) => name === '' || !/^[. ]*$/.test(nameKey(name)), {
    error: 'partner_name must contain more than dots, spaces and invisible characters.',
  })
  .meta({
    description:
      'Differences in case, Unicode form, repeated spaces, invisible characters and trailing dots are ignored.',
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
    .meta({ description: 'Currency of prices whose feed has no currency; USD by default.' }),
  orders_need_approval: z.boolean().optional().meta({ description: 'Whether new orders wait for approval.' }),
  orders_need_approval_above: amountSchema
    .refine((amount) => Number(amount.toFixed(SCALE)) === amount, {
      error: `orders_need_approval_above has more than ${SCALE} decimals.`,
    })
    .max(10 ** LIMITS.orderTotalIntegerDigits, { error: 'orders_need_approval_above is too large.' })
    .nullable()
    .optional()
    .meta({ description: 'New orders with a larger total wait for approval, in the currency of the order.' }),
  job_weight: z
    .int({ error: weightError })
    .min(1, { error: weightError })
    .max(LIMITS.jobWeight, { error: weightError })
    .optional()
    .meta({
      description: 'How many of its jobs start for each job of a partner with the weight 1, if all have jobs waiting.',
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
export const updatePartnerSchema = changesOf({
  partner_name: partnerNameSchema.optional(),
  status: partnerStatusSchema.optional(),
  ...partnerFields,
}).meta({ examples: [PARTNER_CHANGE_REQUEST] });

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
    description: 'All scopes if omitted.',
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
      description: 'Names are unique. An upload by the operator with an unknown name also registers that partner.',
      metadata: operator,
      headers: idempotencyHeaders,
      body: createPartnerSchema,
      responses: { 201: partnerSchema, ...problems(409, 413, 415, 422) },
    },
    listPartners: {
      method: 'GET',
      path: '/partners',
      summary: 'List partners, newest first',
      description: 'Partners with any status. `partner_name` finds a partner by its complete name, ignoring case.',
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
      description: 'Its status determines whether it may upload feeds and create orders.',
      metadata: operator,
      pathParams: partnerPath,
      responses: { 200: partnerSchema, ...problems(404) },
    },
    updatePartner: {
      method: 'PATCH',
      path: '/partners/:partner_id',
      summary: 'Change a partner',
      description: 'A paused or offboarded partner cannot upload feeds or create orders; its data can still be read.',
      metadata: operator,
      pathParams: partnerPath,
      body: updatePartnerSchema,
      responses: { 200: partnerSchema, ...problems(404, 409, 413, 415, 422) },
    },
    createApiKey: {
      method: 'POST',
      path: '/partners/:partner_id/api-keys',
      summary: 'Issue an API key for a partner',
      description: 'Only this response contains the secret. A partner can have at most two live keys, for rotation.',
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
      description: 'Live, expired and revoked keys, without their secrets; `secret_hint` distinguishes them.',
      metadata: operator,
      pathParams: partnerPath,
      query: z.object(pageQuery),
      responses: { 200: listOf(apiKeySchema), ...problems(404) },
    },
    revokeApiKey: {
      method: 'DELETE',
      path: '/partners/:partner_id/api-keys/:api_key_id',
      summary: 'Revoke an API key immediately',
      description: 'The next call with the key returns 401. The key stays in the list, as `revoked`.',
      metadata: operator,
      pathParams: partnerPath.extend({ api_key_id: apiKeyIdSchema }),
      responses: { 204: c.noBody(), ...problems(404) },
    },
  },
  { commonResponses, strictStatusCodes: true },
);

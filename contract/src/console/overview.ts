import { z } from 'zod';
import { eventSubjectSchema } from '../events/event-subject.ts';
import { eventSchema } from '../events/events.ts';
import { partnerIdSchema } from '../shared/ids.ts';
import { timeQuerySchema, timeSchema } from '../shared/time.ts';
import { OVERVIEW_EXAMPLE } from './examples.ts';

/** The stages from a partner to a webhook, in order. */
export const STAGE_NAMES = [
  'partners',
  'uploads',
  'processing',
  'products',
  'orders',
  'fulfilment',
  'webhooks',
] as const;
export type StageName = (typeof STAGE_NAMES)[number];

/** The level of a count: nothing to do, pending work, or failures. */
export const COUNT_LEVELS = ['ok', 'waiting', 'failing'] as const;

/** The precision of a number: counted, counted up to a bound, or estimated from the database's statistics. */
export const COUNT_PRECISIONS = ['exact', 'at_least', 'estimate'] as const;

export const overviewCountSchema = z
  .object({
    name: z.string().meta({ description: 'A stable code, unique within its stage.', examples: ['failed'] }),
    label: z.string().meta({ description: 'The same for display.', examples: ['Failed loads'] }),
    value: z.int().min(0),
    precision: z
      .enum(COUNT_PRECISIONS)
      .meta({ description: 'Exact count, count up to a limit, or estimate if there are too many to count.' }),
    level: z.enum(COUNT_LEVELS).meta({ description: 'Whether it is healthy, waiting or failed.' }),
    is_in_range: z
      .boolean()
      .meta({ description: 'Whether it is a count between `from` and `to` instead of the current count.' }),
    since: timeSchema.nullable().meta({ description: 'Since when the oldest entry waits or fails; null otherwise.' }),
  })
  .meta({ id: 'OverviewCount' });
export type OverviewCount = z.infer<typeof overviewCountSchema>;

export const overviewStageSchema = z
  .object({
    stage: z.enum(STAGE_NAMES).meta({ description: 'The stage.' }),
    counts: z.array(overviewCountSchema).meta({ description: 'Counts of what exists, waits and fails.' }),
  })
  .meta({ id: 'OverviewStage' });
export type OverviewStage = z.infer<typeof overviewStageSchema>;

export const componentHealthSchema = z
  .object({
    component: z.string().meta({ description: 'A part of the server, such as `database`.', examples: ['database'] }),
    status: z.enum(['ok', 'warning', 'error']),
    detail: z.string().nullable().meta({ description: 'The problem or state; null if there is none.' }),
  })
  .meta({ id: 'ComponentHealth' });
export type ComponentHealth = z.infer<typeof componentHealthSchema>;

/** The actions on something that needs attention. */
export const ATTENTION_ACTIONS = ['view', 'run_job', 'retry_failed_operations', 'enable_webhook'] as const;
export type AttentionAction = (typeof ATTENTION_ACTIONS)[number];

export const attentionSchema = z
  .object({
    kind: z.string().meta({ description: 'A stable code for what happened.', examples: ['load_failed'] }),
    title: z.string().meta({ description: 'What happened, as a message.' }),
    detail: z.string().nullable().meta({ description: 'The reason, if known.' }),
    level: z.enum(['waiting', 'failing']).meta({ description: 'Whether it waits for a person, or has failed.' }),
    subject: eventSubjectSchema.meta({ description: 'The affected object.' }),
    partner_id: partnerIdSchema.nullable().meta({ description: "Null for the operator's own." }),
    partner_name: z.string().nullable(),
    since: timeSchema.meta({ description: 'Since when.' }),
    action: z.enum(ATTENTION_ACTIONS).meta({
      description:
        'The suggested action: `run_job` runs the job again, `retry_failed_operations` retries a batch, `enable_webhook` sets the subscription active, `view` shows the object.',
    }),
    action_label: z.string().meta({ description: 'The label of the action.', examples: ['Load again'] }),
  })
  .meta({ id: 'Attention' });
export type Attention = z.infer<typeof attentionSchema>;

export const overviewQuery = {
  from: timeQuerySchema.optional().meta({
    description: 'Start of the range for counts; by default one day before `to`. The range is at most 31 days.',
  }),
  to: timeQuerySchema.optional().meta({ description: 'End of the range for counts, exclusive; now by default.' }),
};

export const overviewSchema = z
  .object({
    from: timeSchema.meta({ description: 'The start of the range for counts.' }),
    to: timeSchema.meta({ description: 'The end of the range, exclusive.' }),
    needs_attention: z.array(attentionSchema).meta({ description: 'What needs attention, failures first.' }),
    stages: z.array(overviewStageSchema).meta({ description: 'The stages that the key may read.' }),
    components: z.array(componentHealthSchema).meta({ description: 'The parts of the server.' }),
    recent_activity: z
      .array(eventSchema)
      .meta({ description: 'The latest events; empty without the scope `events:read`.' }),
  })
  .meta({ id: 'Overview', examples: [OVERVIEW_EXAMPLE] });
export type Overview = z.infer<typeof overviewSchema>;

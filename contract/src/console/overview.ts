import { z } from 'zod';
import { eventSubjectSchema } from '../events/event-subject.ts';
import { eventSchema } from '../events/events.ts';
import { partnerIdSchema } from '../shared/ids.ts';
import { timeQuerySchema, timeSchema } from '../shared/time.ts';
import { OVERVIEW_EXAMPLE } from './examples.ts';

/** The stages of the way from a partner to a webhook, in its order. */
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

/** What a count says: nothing to do, work that waits, or something that has failed. */
export const COUNT_LEVELS = ['ok', 'waiting', 'failing'] as const;

/** How exact a number is: counted, counted up to a bound, or estimated by the statistics of the database. */
export const COUNT_PRECISIONS = ['exact', 'at_least', 'estimate'] as const;

export const overviewCountSchema = z
  .object({
    name: z.string().meta({ description: 'A stable word, unique in its stage.', examples: ['failed'] }),
    label: z.string().meta({ description: 'The same for people.', examples: ['Failed loads'] }),
    value: z.int().min(0),
    precision: z
      .enum(COUNT_PRECISIONS)
      .meta({ description: 'Counted; counted up to this bound; or estimated, where there are too many to count.' }),
    level: z.enum(COUNT_LEVELS).meta({ description: 'Whether it is well, waits, or has failed.' }),
    is_in_range: z
      .boolean()
      .meta({ description: 'Whether it counts between `from` and `to`, and not what is there now.' }),
    since: timeSchema.nullable().meta({ description: 'When the oldest of what waits or fails began; null otherwise.' }),
  })
  .meta({ id: 'OverviewCount' });
export type OverviewCount = z.infer<typeof overviewCountSchema>;

export const overviewStageSchema = z
  .object({
    stage: z.enum(STAGE_NAMES).meta({ description: 'The stage.' }),
    counts: z.array(overviewCountSchema).meta({ description: 'What is there, waits and fails.' }),
  })
  .meta({ id: 'OverviewStage' });
export type OverviewStage = z.infer<typeof overviewStageSchema>;

export const componentHealthSchema = z
  .object({
    component: z.string().meta({ description: 'A part of the server, such as `database`.', examples: ['database'] }),
    status: z.enum(['ok', 'warning', 'error']),
    detail: z.string().nullable().meta({ description: 'What is wrong with it, or how it does; null for nothing.' }),
  })
  .meta({ id: 'ComponentHealth' });
export type ComponentHealth = z.infer<typeof componentHealthSchema>;

/** What can be done about something that needs attention. */
export const ATTENTION_ACTIONS = ['view', 'run_job', 'retry_failed_operations', 'enable_webhook'] as const;
export type AttentionAction = (typeof ATTENTION_ACTIONS)[number];

export const attentionSchema = z
  .object({
    kind: z.string().meta({ description: 'A stable word for what has happened.', examples: ['load_failed'] }),
    title: z.string().meta({ description: 'What has happened, as a sentence.' }),
    detail: z.string().nullable().meta({ description: 'Why, where it is known.' }),
    level: z.enum(['waiting', 'failing']).meta({ description: 'Whether it waits for somebody, or has failed.' }),
    subject: eventSubjectSchema.meta({ description: 'What it has happened to.' }),
    partner_id: partnerIdSchema.nullable().meta({ description: "Null for the operator's own." }),
    partner_name: z.string().nullable(),
    since: timeSchema.meta({ description: 'Since when it is so.' }),
    action: z.enum(ATTENTION_ACTIONS).meta({
      description:
        'What helps: `run_job` runs the job again, `retry_failed_operations` a batch, `enable_webhook` sets the subscription active; `view`: look at it.',
    }),
    action_label: z.string().meta({ description: 'The action for people.', examples: ['Load again'] }),
  })
  .meta({ id: 'Attention' });
export type Attention = z.infer<typeof attentionSchema>;

export const overviewQuery = {
  from: timeQuerySchema
    .optional()
    .meta({ description: 'Counts of a range begin here; a day before `to` where left out, at most 31 days.' }),
  to: timeQuerySchema.optional().meta({ description: 'Counts of a range end before this time; now where left out.' }),
};

export const overviewSchema = z
  .object({
    from: timeSchema.meta({ description: 'Where the counts of a range begin.' }),
    to: timeSchema.meta({ description: 'Where they end, without it.' }),
    needs_attention: z.array(attentionSchema).meta({ description: 'What somebody should look at, failures first.' }),
    stages: z.array(overviewStageSchema).meta({ description: 'The stages of which the key may read something.' }),
    components: z.array(componentHealthSchema).meta({ description: 'The parts of the server.' }),
    recent_activity: z
      .array(eventSchema)
      .meta({ description: 'The last events; empty without the scope `events:read`.' }),
  })
  .meta({ id: 'Overview', examples: [OVERVIEW_EXAMPLE] });
export type Overview = z.infer<typeof overviewSchema>;

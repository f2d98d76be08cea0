import {
  type Attention,
  formatId,
  JOB_TYPE_DECLARATIONS,
  type Overview,
  type OverviewCount,
  type Scope,
  type StageName,
} from '@commerce-integration/contract';
import { presentEvent } from '../events/mock-events.ts';
import type { MockCall } from '../http/mock-call.ts';
import { exportsOf } from '../order-exports/mock-exporter-rows.ts';
import { updatesOf } from '../order-updates/mock-update-rows.ts';
import { eventsOf } from '../store/mock-event-log.ts';
import type { JobRow } from '../store/mock-rows.ts';
import { visibleRows } from '../store/mock-tables.ts';
import { webhooksOf } from '../webhooks/mock-webhook-rows.ts';

const RECENT_EVENTS = 20;

interface Range {
  from: number;
  to: number;
}

/** A stage, with who may see it. */
interface Stage {
  stage: StageName;
  access: Scope | 'operator';
  counts(call: MockCall, range: Range): OverviewCount[];
}

const STAGES: readonly Stage[] = [
  {
    stage: 'partners',
    access: 'operator',
    counts: ({ tables }) =>
      Object.entries({ active: 'Active', paused: 'Paused', offboarded: 'Offboarded' }).map(([status, label]) =>
        count(status, label, [...tables.partners.values()].filter(({ shown }) => shown.status === status).length),
      ),
  },
  {
    stage: 'uploads',
    access: 'feeds:read',
    counts: ({ tables, caller }, range) => {
      const feeds = visibleRows(tables.feeds, caller);
      const uploaded = feeds.filter(({ shown }) => isIn(range, shown.uploaded_at));
      return [count('uploaded', 'Feeds uploaded', uploaded.length, true)];
    },
  },
  { stage: 'processing', access: 'jobs:read', counts: countJobs },
  {
    stage: 'products',
    access: 'products:read',
    counts: ({ tables, caller }) => [count('all', 'Products', visibleRows(tables.products, caller).length)],
  },
  {
    stage: 'orders',
    access: 'orders:read',
    counts: ({ tables, caller }, range) => {
      const orders = visibleRows(tables.orders, caller);
      const created = orders.filter(({ shown }) => isIn(range, shown.created_at));
      return [count('all', 'Orders', orders.length), count('created', 'Orders', created.length, true)];
    },
  },
  { stage: 'fulfilment', access: 'orders:read', counts: countFulfilment },
  {
    stage: 'webhooks',
    access: 'webhooks:read',
    counts: ({ tables, caller }) => {
      const active = visibleRows(webhooksOf(tables), caller).filter(({ shown }) => shown.status === 'active');
      return [count('active', 'Active subscriptions', active.length)];
    },
  },
];

/** What the mock has of an overview: the counts of its tables, failed jobs, and the last events; its parts do well. */
export function overview(call: MockCall, range: Range): Overview {
  const { tables, caller } = call;
  const may = (access: Scope | 'operator') =>
    access === 'operator' ? caller.partner === null : caller.scopes.includes(access);
  const failed = visibleRows(tables.jobs, caller).filter(({ status }) => status === 'failed');
  const events = visibleRows(eventsOf(tables), caller).slice(-RECENT_EVENTS).reverse();
  return {
    from: new Date(range.from).toISOString(),
    to: new Date(range.to).toISOString(),
    needs_attention: may('jobs:read') ? failed.map((job) => failedJob(call, job)) : [],
    stages: STAGES.filter(({ access }) => may(access)).map(({ stage, counts }) => ({
      stage,
      counts: counts(call, range),
    })),
    components: ['database', 'storage', 'queue'].map((component) => ({ component, status: 'ok', detail: null })),
    recent_activity: may('events:read') ? events.map((row) => presentEvent(tables, row)) : [],
  };
}

function countJobs({ tables, caller }: MockCall, range: Range): OverviewCount[] {
  const jobs = visibleRows(tables.jobs, caller);
  const queued = jobs.filter(({ status }) => status === 'queued');
  const ended = (wanted: string) =>
    jobs.filter(({ status, finishedAt }) => status === wanted && isIn(range, finishedAt?.toISOString())).length;
  return [
    count('not_run', 'Uploaded and not run', queued.filter(({ underWay }) => !underWay).length),
    count('queued', 'Jobs in the queue', queued.filter(({ underWay }) => underWay).length),
    count('running', 'Running jobs', jobs.filter(({ status }) => status === 'running').length),
    count('completed', 'Completed jobs', ended('completed'), true),
    failing('failed', 'Failed jobs', ended('failed'), true),
  ];
}

function countFulfilment({ tables, caller }: MockCall): OverviewCount[] {
  const orders = visibleRows(tables.orders, caller).map(({ progress }) => progress);
  const inState = (wanted: string) => orders.filter(({ status }) => status === wanted).length;
  const failed = orders.filter(({ fulfillmentStatus }) => fulfillmentStatus === 'failed').length;
  const counts = [
    waiting('waiting_approval', 'Orders that wait for approval', inState('waiting_approval')),
    count('in_progress', 'Orders in progress', inState('in_progress')),
    count('partially_shipped', 'Partially shipped orders', inState('partially_shipped')),
    failing('failed', 'Orders with a failed delivery', failed),
  ];
  const updates = visibleRows(updatesOf(tables), caller).filter(({ shown }) => shown.status === 'parked');
  counts.push(failing('parked_updates', 'Parked order updates', updates.length));
  if (!caller.scopes.includes('order_exports:read')) return counts;
  const exports = visibleRows(exportsOf(tables), caller);
  const ofStatus = (wanted: string) => exports.filter(({ status }) => status === wanted).length;
  return [
    ...counts,
    waiting('exports_waiting', 'Exports that wait for approval', ofStatus('waiting_approval')),
    waiting('exports_blocked', 'Blocked exports', ofStatus('blocked')),
    failing('exports_failed', 'Failed exports', ofStatus('failed')),
  ];
}

function isIn({ from, to }: Range, time: string | null | undefined): boolean {
  return time !== null && time !== undefined && Date.parse(time) >= from && Date.parse(time) < to;
}

function count(name: string, label: string, value: number, isInRange = false): OverviewCount {
  return { name, label, value, precision: 'exact', level: 'ok', is_in_range: isInRange, since: null };
}

function waiting(name: string, label: string, value: number): OverviewCount {
  return { ...count(name, label, value), level: value > 0 ? 'waiting' : 'ok' };
}

function failing(name: string, label: string, value: number, isInRange = false): OverviewCount {
  return { ...count(name, label, value, isInRange), level: value > 0 ? 'failing' : 'ok' };
}

function failedJob({ tables }: MockCall, job: JobRow): Attention {
  const { work, idKind, runsOnRequest } = JOB_TYPE_DECLARATIONS[job.jobType];
  const subject = job.feedId === null ? '' : ` of ${formatId('feed', job.feedId)}`;
  return {
    kind: 'job_failed',
    title: `${work}${subject} failed.`,
    detail: job.error,
    level: 'failing',
    subject: { type: 'job', id: formatId(idKind, job.number) },
    partner_id: formatId('partner', job.partnerId),
    partner_name: tables.partnerName(job.partnerId),
    since: (job.finishedAt ?? job.createdAt).toISOString(),
    // The same rows fail again.
    ...(job.errors.some(({ severity }) => severity === 'error')
      ? { action: 'view', action_label: 'Show the errors' }
      : { action: runsOnRequest ? 'run_job' : 'view', action_label: runsOnRequest ? 'Run again' : 'Show the job' }),
  };
}

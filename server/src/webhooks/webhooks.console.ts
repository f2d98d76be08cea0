import { type Attention, type ComponentHealth, formatId } from '@commerce-integration/contract';
import type { Pool } from 'pg';
import { boundedCounts } from '../database/bounded-count.ts';
import { idSql } from '../database/json-sql.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { type Sql, sql } from '../database/sql.ts';
import { tenancyOf, visibleRows, visibleTo } from '../database/visible-rows.ts';
import { failing, MOST_OF_A_KIND, type OverviewPart, present, waiting } from '../feature/overview-part.ts';
import type { Searchable } from '../feature/searchable.ts';
import { partnerNameSql } from '../partners/partners.queries.ts';

/** Subscriptions, by their IDs and URLs. */
export const webhookSearch: Searchable = {
  type: 'webhook',
  access: 'webhooks:read',
  table: 'webhook',
  shown: { id: idSql('webhook', 'id'), title: 'url', subtitle: partnerNameSql('webhook.partner_id'), status: 'status' },
  ids: { webhook: { field: 'webhook_id', where: (number) => sql`id = ${number}` } },
  texts: { url: 'url' },
};

/** Deliveries, by their IDs. */
export const webhookDeliverySearch: Searchable = {
  type: 'webhook_delivery',
  access: 'webhooks:read',
  table: 'webhook_delivery',
  shown: {
    id: idSql('webhookDelivery', 'id'),
    title: 'event_type',
    subtitle: idSql('webhook', 'webhook_id'),
    status: 'status',
  },
  ids: { webhookDelivery: { field: 'delivery_id', where: (number) => sql`id = ${number}` } },
};

const FAILING = sql`status = 'active' and failing_since is not null`;
/** Disabled by its receiver or by the dispatcher, not on request. */
const GIVEN_UP = sql`status = 'disabled' and disabled_reason <> 'request'`;

/** Subscriptions and their health, and pending or failed deliveries. */
export const webhooksOverview: OverviewPart = {
  stage: 'webhooks',
  access: 'webhooks:read',
  counts: async (em, { from, to }) => {
    const table = 'webhook';
    const found = await boundedCounts(em, {
      active: { table, where: sql`status = 'active'` },
      failing: { table, where: FAILING, since: 'failing_since' },
      disabled: { table, where: GIVEN_UP, since: 'updated_at' },
      pending: { table: 'webhook_queue', where: ofVisibleWebhooks(em), since: 'created_at' },
      failed: {
        table: 'webhook_delivery',
        where: sql`failed_at is not null and created_at >= ${from} and created_at < ${to}`,
      },
    });
    return [
      present('active', 'Active subscriptions', found.active),
      failing('failing', 'Failing subscriptions', found.failing),
      failing('disabled', 'Subscriptions given up', found.disabled),
      waiting('pending', 'Deliveries that wait', found.pending),
      failing('failed', 'Failed deliveries', found.failed, true),
    ];
  },
  attention: (em) => inTrouble(em),
};

/** Uses the index of subscriptions, which are few: the queue has no index by partner. */
function ofVisibleWebhooks(em: UnitOfWork): Sql {
  if (tenancyOf(em).partnerId === null) return sql`true`;
  return sql`webhook_id = any(array(select id from webhook where ${visibleTo(em)}))`;
}

interface WebhookRow {
  id: string;
  url: string;
  status: 'active' | 'disabled';
  circuit: 'closed' | 'open';
  last_error: string | null;
  since: Date;
  partner_id: string | null;
  partner_name: string | null;
}

async function inTrouble(em: UnitOfWork): Promise<Attention[]> {
  const rows = await visibleRows<WebhookRow>(em, {
    table: 'webhook',
    select: sql`id, url, status, circuit, last_error, partner_id,
      case when status = 'active' then failing_since else updated_at end as since,
      ${sql.raw(partnerNameSql('webhook.partner_id'))} as partner_name`,
    where: [sql`((${FAILING}) or (${GIVEN_UP}))`],
    orderBy: 'since desc',
    limit: MOST_OF_A_KIND,
  });
  return rows.map((row) => ({
    ...troubleOf(row),
    detail: row.last_error,
    level: 'failing',
    subject: { type: 'webhook', id: formatId('webhook', Number(row.id)) },
    partner_id: row.partner_id === null ? null : formatId('partner', Number(row.partner_id)),
    partner_name: row.partner_name,
    since: new Date(row.since).toISOString(),
  }));
}

function troubleOf({ status, circuit, url }: WebhookRow) {
  if (status === 'disabled') {
    const title = `The subscription of ${url} was disabled.`;
    return { kind: 'webhook_disabled', title, action: 'enable_webhook', action_label: 'Enable' } as const;
  }
  if (circuit === 'open') {
    const title = `Deliveries to ${url} are paused: its circuit is open.`;
    return { kind: 'webhook_circuit_open', title, action: 'enable_webhook', action_label: 'Try again now' } as const;
  }
  const title = `Deliveries to ${url} fail.`;
  return { kind: 'webhook_failing', title, action: 'view', action_label: 'Show deliveries' } as const;
}

/** Seconds that a delivery may be overdue before the workers count as unhealthy. */
const OVERDUE_SECONDS = 300;

/**
 * Whether deliveries are sent when they are due, for the operator.
 *
 * Tenancy: of all partners; only whether and since when.
 */
export function dispatchHealth(pool: Pool): OverviewPart {
  return {
    access: 'operator',
    components: async (): Promise<ComponentHealth[]> => {
      const { rows } = await pool.query<{ overdue: boolean }>(
        // The first due delivery of each subscription. The others cannot be due for longer.
        `select exists (
           select from webhook w cross join lateral (
             select due_at from webhook_queue where webhook_id = w.id order by due_at limit 1
           ) next
           where w.status = 'active' and w.circuit = 'closed' and next.due_at < now() - make_interval(secs => $1)
             and (w.held_until is null or w.held_until < now() - make_interval(secs => $1))
         ) as overdue`,
        [OVERDUE_SECONDS],
      );
      const detail = `Deliveries are due for more than ${OVERDUE_SECONDS / 60} minutes: is a worker running?`;
      return [
        rows[0]?.overdue
          ? { component: 'webhook_dispatch', status: 'warning', detail }
          : { component: 'webhook_dispatch', status: 'ok', detail: null },
      ];
    },
  };
}

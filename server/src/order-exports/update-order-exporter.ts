import { formatId, Problem, type UpdateOrderExporter } from '@commerce-integration/contract';
import { exporterRetry, exporterSettings, settingProblems } from '@commerce-integration/contract/rules';
import { afterCommit } from '../database/in-transaction.ts';
import { LOCKS, lockUntilCommit } from '../database/locks.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { type FieldCipher, sealedHeaders } from '../encryption/field-cipher.ts';
import { announceSoon } from '../events/record-event.ts';
import { assertTarget } from '../outbound/check-target.ts';
import { getPartner } from '../partners/partners.queries.ts';
import { newWebhookSecret } from '../webhooks/sealed-webhook.ts';
import { type ExporterParts, filterOf, refuseSettings, storedRetry } from './create-order-exporter.ts';
import { assertKeepsChain } from './exporter-chain.ts';
import { describedFormat } from './exporter-descriptors.ts';
import type { OrderExporter } from './order-exporter.entity.ts';
import { presentRetry } from './order-exporters.presenter.ts';
import { getOrderExporter } from './order-exporters.queries.ts';
import { placeOfExporter, settingsOf, storedSettings } from './stored-settings.ts';

/**
 * Changes the given fields. Enabling an exporter closes its circuit and resets its failures.
 *
 * @throws Problem `not_found`, also for a data descriptor that is not the exporter's partner's; `validation_failed`,
 *   `next_flag_taken`, `export_chain_loops`
 */
export async function updateOrderExporter(
  em: UnitOfWork,
  { cipher, rules }: ExporterParts,
  exporterId: string,
  changes: UpdateOrderExporter,
): Promise<OrderExporter> {
  const { target, name, priority, enabled } = changes;
  const { kind, partnerId = null } = await getOrderExporter(em, exporterId);
  // The name is resolved before anything is locked: that may take seconds.
  if (target?.url !== undefined) await assertTarget(target.url, 'target.url', rules);
  const described = await describedFormat(em, { kind, partnerId }, changes.format);
  await lockUntilCommit(sqlOf(em), LOCKS.orderExporters);
  const exporter = await getOrderExporter(em, exporterId, 'for update');
  await changeChain(em, exporter, changes);
  const settings = exporterSettings(exporter.kind, changes, settingsOf(exporter), described);
  refuseSettings(settingProblems(exporter.kind, changes, settings));
  Object.assign(exporter, storedSettings(settings));
  if (target?.headers !== undefined)
    Object.assign(exporter, sealedHeaders(target.headers, cipher, placeOfExporter(exporter.id, 'headers')));
  if (changes.when !== undefined) Object.assign(exporter, await changedFilter(em, exporter, changes.when));
  if (changes.next_flag !== undefined) exporter.nextFlag = changes.next_flag;
  if (name !== undefined) exporter.name = name;
  if (priority !== undefined) exporter.priority = priority;
  Object.assign(exporter, storedRetry(exporterRetry(changes.retry, presentRetry(exporter))));
  if (enabled !== undefined) exporter.enabled = enabled;
  if (enabled === true) Object.assign(exporter, WORKING);
  await em.flush();
  afterCommit(sqlOf(em), announceSoon);
  return exporter;
}

/** The health of a working exporter. */
const WORKING = {
  circuit: 'closed',
  failureCount: 0,
  failingSince: null,
  lastError: null,
  heldUntil: null,
} as const satisfies Partial<OrderExporter>;

async function changeChain(em: UnitOfWork, exporter: OrderExporter, changes: UpdateOrderExporter): Promise<void> {
  const nextFlag = changes.next_flag === undefined ? (exporter.nextFlag ?? null) : changes.next_flag;
  const flag = changes.when?.flag ?? exporter.flag;
  await assertKeepsChain(em, { number: exporter.id, partnerId: exporter.partnerId ?? null, flag, nextFlag });
}

async function changedFilter(em: UnitOfWork, exporter: OrderExporter, when: NonNullable<UpdateOrderExporter['when']>) {
  const { partnerId, salesChannelId, minTotal, currency } = exporter;
  const partner = partnerId ? await getPartner(em, formatId('partner', partnerId)) : null;
  const before = {
    sales_channel_id: salesChannelId ? formatId('salesChannel', salesChannelId) : null,
    min_total: minTotal == null ? null : Number(minTotal),
    currency: currency ?? null,
  };
  return { flag: when.flag ?? exporter.flag, ...(await filterOf(em, partner, { ...before, ...when } as typeof when)) };
}

/** Gives an HTTP exporter a new secret. @throws Problem `not_found`, `conflict` for other kinds */
export async function rotateExporterSecret(
  em: UnitOfWork,
  cipher: FieldCipher,
  exporterId: string,
): Promise<{ exporter: OrderExporter; secret: string }> {
  const exporter = await getOrderExporter(em, exporterId);
  if (exporter.secret == null)
    throw new Problem('conflict', `Exporter ${exporterId} has no secret: it is of the kind ${exporter.kind}.`);
  const secret = newWebhookSecret();
  exporter.secret = cipher.encrypt(secret, placeOfExporter(exporter.id, 'secret'));
  await em.flush();
  return { exporter, secret };
}

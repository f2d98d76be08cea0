import { type CreateOrderExporter, type FieldError, formatId, LIMITS, Problem } from '@commerce-integration/contract';
import {
  type ExporterRetry,
  exporterRetry,
  exporterSettings,
  settingProblems,
} from '@commerce-integration/contract/rules';
import { LOCKS, lockUntilCommit } from '../database/locks.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { nextNumber } from '../database/sequences.ts';
import { type FieldCipher, sealedHeaders } from '../encryption/field-cipher.ts';
import { type AddressRules, assertTarget } from '../outbound/check-target.ts';
import { actingPartnerById, type KeyPartner } from '../partners/acting-partner.ts';
import { findSalesChannelOf, getSalesChannel } from '../sales-channels/sales-channels.queries.ts';
import { newWebhookSecret } from '../webhooks/sealed-webhook.ts';
import { assertKeepsChain } from './exporter-chain.ts';
import { describedFormat } from './exporter-descriptors.ts';
import { OrderExporter } from './order-exporter.entity.ts';
import { placeOfExporter, storedSettings } from './stored-settings.ts';

export interface ExporterParts {
  readonly cipher: FieldCipher;
  readonly rules: AddressRules;
}

/**
 * Creates an exporter for the caller's partner, for the partner that the operator names, or for all partners.
 *
 * @returns the exporter and, for HTTP, its secret, which is not shown again
 * @throws Problem `validation_failed`, `next_flag_taken`, `export_chain_loops`, `too_many_order_exporters`; `not_found`
 *   for a data descriptor that is not the partner's; as `actingPartnerById` does
 */
export async function createOrderExporter(
  em: UnitOfWork,
  { cipher, rules }: ExporterParts,
  caller: KeyPartner,
  input: CreateOrderExporter,
): Promise<{ exporter: OrderExporter; secret: string | null }> {
  const { kind, when, target, next_flag: nextFlag = null } = input;
  const isOfAll = caller === null && when.partner_id === undefined;
  const partner = isOfAll ? null : await actingPartnerById(em, caller, when.partner_id);
  const partnerId = partner?.id ?? null;
  const described = await describedFormat(em, { kind, partnerId }, input.format);
  const settings = exporterSettings(kind, input, undefined, described);
  refuseSettings(settingProblems(kind, input, settings));
  if (settings.url !== null) await assertTarget(settings.url, 'target.url', rules);
  await lockUntilCommit(sqlOf(em), LOCKS.orderExporters);
  await assertKeepsChain(em, { number: null, partnerId, flag: when.flag, nextFlag });
  await assertRoom(em, partnerId);
  const id = await nextNumber(em, 'order_exporter_id_seq');
  const secret = kind === 'http' ? newWebhookSecret() : null;
  const now = new Date();
  const exporter = em.create(OrderExporter, {
    id,
    partnerId,
    name: input.name,
    kind,
    flag: when.flag,
    ...(await filterOf(em, partner, when)),
    ...storedSettings(settings),
    ...sealedHeaders(target?.headers ?? {}, cipher, placeOfExporter(id, 'headers')),
    secret: secret === null ? null : cipher.encrypt(secret, placeOfExporter(id, 'secret')),
    priority: input.priority,
    nextFlag,
    ...storedRetry(exporterRetry(input.retry)),
    enabled: input.enabled,
    circuit: 'closed',
    failureCount: 0,
    createdAt: now,
    updatedAt: now,
  });
  await em.flush();
  return { exporter, secret };
}

/** The stored form of the retry settings. */
export function storedRetry({ attempts, first_delay_seconds, max_delay_seconds }: ExporterRetry) {
  return {
    retryAttempts: attempts,
    retryFirstSeconds: first_delay_seconds,
    retryMaxSeconds: max_delay_seconds,
  };
}

type Filter = Pick<CreateOrderExporter['when'], 'sales_channel_id' | 'min_total' | 'currency'>;

/** The stored form of a filter. @throws Problem `validation_failed`, or one for the sales channel */
export async function filterOf(
  em: UnitOfWork,
  partner: { id: number; name: string } | null,
  { sales_channel_id: channel, min_total: minTotal, currency }: Filter,
) {
  if (minTotal != null && currency == null)
    refuseSettings([{ path: 'when.currency', code: 'invalid', message: 'when.min_total needs when.currency.' }]);
  return {
    salesChannelId: channel == null ? null : await channelNumber(em, partner, channel),
    minTotal: minTotal == null ? null : String(minTotal),
    currency: currency ?? null,
  };
}

async function channelNumber(
  em: UnitOfWork,
  partner: { id: number; name: string } | null,
  channel: string,
): Promise<number> {
  // A sales channel belongs to one partner, so it implies the partner.
  if (partner === null) return (await getSalesChannel(em, channel)).id;
  const found = await findSalesChannelOf(em, partner, channel);
  if ('number' in found) return found.number;
  throw new Problem(found.problem.code, found.problem.message);
}

/** @throws Problem `validation_failed` where there are problems */
export function refuseSettings(problems: readonly FieldError[]): void {
  const [first] = problems;
  if (first) throw new Problem('validation_failed', first.message, { errors: problems });
}

/**
 * Tenancy: the partner is the one that the call is made for. The lock of chains is held.
 *
 * @throws Problem `too_many_order_exporters`
 */
async function assertRoom(em: UnitOfWork, partnerId: number | null): Promise<void> {
  const { rows } = await sqlOf(em).query<{ count: string }>(
    'select count(*) from order_exporter where partner_id is not distinct from $1',
    [partnerId],
  );
  if (Number(rows[0]?.count) < LIMITS.orderExporters) return;
  const owner = partnerId === null ? 'The operator' : `Partner ${formatId('partner', partnerId)}`;
  const message = `${owner} already has ${LIMITS.orderExporters} exporters: delete one first.`;
  throw new Problem('too_many_order_exporters', message);
}

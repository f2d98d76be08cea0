import {
  type ApiKey,
  formatId,
  idNumber,
  LIMITS,
  type Partner,
  Problem,
  SCOPES,
  type Scope,
} from '@commerce-integration/contract';
import type { FeatureHandlers, MockCall } from '../http/mock-call.ts';
import { recordEvent } from '../store/mock-event-log.ts';
import { listRows } from '../store/mock-lists.ts';
import type { ApiKeyRow, PartnerRow } from '../store/mock-rows.ts';
import {
  changeShown,
  keep,
  keyStatus,
  type Loose,
  type MockTables,
  notFound,
  partnerByName,
} from '../store/mock-tables.ts';
import { getPartner } from './mock-acting-partner.ts';

export const partnerHandlers: FeatureHandlers<'partners'> = {
  createPartner: ({ body, tables, once }) =>
    once(() => {
      assertNameFree(tables, body.partner_name);
      return { status: 201, body: newPartner(tables, body).shown };
    }),

  listPartners: (call) => ({
    status: 200,
    body: listRows(call, call.tables.partners, 'partner', ({ shown }) => shown),
  }),

  getPartner: (call) => ({ status: 200, body: getPartner(call, call.params.partner_id).shown }),

  updatePartner: (call) => {
    const partner = getPartner(call, call.params.partner_id);
    if (call.body.partner_name !== undefined) assertNameFree(call.tables, call.body.partner_name, partner);
    const before = partner.shown;
    changeShown(partner, call.body);
    recordChange(call.tables, before, partner, Object.keys(call.body) as (keyof Partner)[]);
    return { status: 200, body: partner.shown };
  },

  createApiKey: (call) =>
    call.once(() => {
      const key = issueKey(call, call.params.partner_id, call.body);
      return { status: 201, body: { ...presentApiKey(key), secret: key.secret } };
    }),

  listApiKeys: (call) => {
    const keys = keysOf(call.tables, getPartner(call, call.params.partner_id));
    return { status: 200, body: listRows(call, keys, 'apiKey', presentApiKey) };
  },

  revokeApiKey: ({ params, tables }) => {
    const key = tables.apiKeys.get(idNumber(params.api_key_id));
    if (key?.partnerId !== idNumber(params.partner_id)) throw notFound('API key', params.api_key_id);
    key.shown.revoked_at ??= new Date().toISOString();
    return { status: 204, body: undefined };
  },
};

/** @param fields those that the call names */
function recordChange(
  tables: MockTables,
  before: Partner,
  { id, shown }: PartnerRow,
  fields: readonly (keyof Partner)[],
): void {
  const changed = fields.filter((field) => shown[field] !== before[field]);
  if (changed.length === 0) return;
  const { partner_id, partner_name, status } = shown;
  const data = { partner_id, partner_name, status, changed };
  recordEvent(tables, { type: 'partner.updated', partnerId: id, data });
}

/** Registers a partner; its name must not be taken. */
export function newPartner(tables: MockTables, fields: Loose<Partner> & { partner_name: string }): PartnerRow {
  const id = tables.next('partner');
  const created_at = new Date().toISOString();
  const empty = { contact_email: null, feed_type: null, default_file_format: null, default_currency: null };
  const settings = { orders_need_approval: false, orders_need_approval_above: null, job_weight: 1 };
  const shown = { partner_id: formatId('partner', id), status: 'active' as const, ...empty, ...settings };
  return keep(tables.partners, {
    id,
    partnerId: id,
    shown: { ...shown, ...given(fields), created_at, updated_at: created_at },
  });
}

/** @throws Problem `partner_name_taken` */
function assertNameFree(tables: MockTables, name: string, but?: PartnerRow): void {
  const taken = partnerByName(tables, name);
  if (taken && taken !== but) throw new Problem('partner_name_taken', `A partner named ${name} exists already.`);
}

function keysOf({ apiKeys }: MockTables, { id }: PartnerRow): Map<number, ApiKeyRow> {
  return new Map([...apiKeys].filter(([, key]) => key.partnerId === id));
}

/** Issues a key. @throws Problem `not_found`, `too_many_live_keys`; `validation_failed` for an expiry in the past */
function issueKey(
  call: MockCall,
  partnerId: string,
  {
    name,
    scopes = SCOPES,
    expires_at = null,
  }: { name: string; scopes?: readonly Scope[] | undefined; expires_at?: string | null | undefined },
): ApiKeyRow {
  if (expires_at && Date.parse(expires_at) <= Date.now()) {
    const message = 'expires_at must lie in the future.';
    throw new Problem('validation_failed', message, { errors: [{ path: 'expires_at', code: 'in_the_past', message }] });
  }
  const partner = getPartner(call, partnerId);
  const live = [...keysOf(call.tables, partner).values()].filter((key) => keyStatus(key) === 'live');
  if (live.length >= LIMITS.liveKeysPerPartner) {
    const message = `Partner ${partnerId} has ${LIMITS.liveKeysPerPartner} live keys already: revoke one first.`;
    throw new Problem('too_many_live_keys', message);
  }
  const secret = `ck_${crypto.randomUUID().replaceAll('-', '')}${crypto.randomUUID().slice(0, 8)}`;
  return newApiKey(call.tables, partner, { name, scopes, secret, expires_at });
}

/** Adds a key unchanged. */
export function newApiKey(
  tables: MockTables,
  partner: PartnerRow,
  {
    name,
    scopes,
    secret,
    expires_at,
  }: { name: string; scopes: readonly Scope[]; secret: string; expires_at: string | null },
): ApiKeyRow {
  const id = tables.next('apiKey');
  const shown = {
    api_key_id: formatId('apiKey', id),
    partner_id: partner.shown.partner_id,
    name,
    scopes: [...scopes],
    secret_hint: secret.slice(-4),
    expires_at: expires_at && new Date(expires_at).toISOString(),
    created_at: new Date().toISOString(),
    revoked_at: null,
  };
  return keep(tables.apiKeys, { id, partnerId: partner.id, secret, shown });
}

function presentApiKey(key: ApiKeyRow): ApiKey {
  return { ...key.shown, status: keyStatus(key) };
}

/** Removes fields that are undefined. */
function given<T extends object>(fields: T): { [Name in keyof T]: Exclude<T[Name], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as ReturnType<
    typeof given<T>
  >;
}

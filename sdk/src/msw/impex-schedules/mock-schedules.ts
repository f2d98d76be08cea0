import {
  formatId,
  idNumber,
  LIMITS,
  Problem,
  type Schedule,
  type ScheduleRun,
  type ScheduleSource,
  type SetSource,
  sourceDirectionProblem,
} from '@commerce-integration/contract';
import { fileFolder, nextRuns, readCron, webhookUrlProblem } from '@commerce-integration/contract/rules';
import type { FeatureHandlers, MockCall, Seen } from '../http/mock-call.ts';
import { assertMayUseGroup, type GroupRow, getGroup, groupsOf } from '../impex/mock-impex-rows.ts';
import { listPlaces, listRows } from '../store/mock-lists.ts';
import type { MockTables } from '../store/mock-tables.ts';

/** The mock has no bucket and calls no address: its runs find no file. */
const NO_FILE = 'There was no file.';

export const scheduleHandlers: FeatureHandlers<'schedules'> = {
  listSchedules: (call) => {
    const present = (group: GroupRow) => presentSchedule(call.tables, group, scheduleOf(group));
    const hasOne = ({ schedule }: GroupRow) => schedule !== undefined;
    return { status: 200, body: listRows(call, groupsOf(call.tables), 'dataGroup', present, hasOne) };
  },

  getSchedule: (call) => ({ status: 200, body: shownOf(call, call.params.data_group_id) }),

  setSchedule: (call) => {
    const group = getGroup(call, call.params.data_group_id);
    assertMayUseGroup(call, group);
    const { cron, timezone, source, paused } = call.body;
    assertSource(call, group, source);
    const before = group.schedule;
    const now = new Date().toISOString();
    const isPaused = paused ?? before?.paused_at != null;
    group.schedule = {
      cron,
      timezone,
      source: shownSource(group.partnerId, source, before?.source),
      paused_at: isPaused ? (before?.paused_at ?? now) : null,
      created_at: before?.created_at ?? now,
      updated_at: now,
    };
    return { status: 200, body: presentSchedule(call.tables, group, group.schedule) };
  },

  deleteSchedule: (call) => {
    const group = getGroup(call, call.params.data_group_id);
    scheduleOf(group);
    delete group.schedule;
    return { status: 204, body: undefined };
  },

  pauseSchedule: (call) => {
    const schedule = scheduleOf(getGroup(call, call.params.data_group_id));
    schedule.paused_at ??= new Date().toISOString();
    return { status: 200, body: shownOf(call, call.params.data_group_id) };
  },

  resumeSchedule: (call) => {
    const group = getGroup(call, call.params.data_group_id);
    assertMayUseGroup(call, group);
    scheduleOf(group).paused_at = null;
    return { status: 200, body: shownOf(call, call.params.data_group_id) };
  },

  runSchedule: (call) =>
    call.once(() => {
      const group = getGroup(call, call.params.data_group_id);
      assertMayUseGroup(call, group);
      scheduleOf(group);
      const run = endedRun(group, new Date(call.tables.timeOfChange()).toISOString());
      group.runs = [...(group.runs ?? []), run];
      return { status: 202, body: run };
    }),

  listScheduleRuns: (call) => {
    const { runs = [], shown } = getGroup(call, call.params.data_group_id);
    const boundTo = ['schedule-runs', shown.data_group_id];
    return { status: 200, body: listPlaces(boundTo, call.query, runs, (run) => run, { newestFirst: true }) };
  },
};

/** @throws Problem `not_found` */
function scheduleOf({ schedule, shown }: GroupRow): NonNullable<GroupRow['schedule']> {
  if (schedule) return schedule;
  throw new Problem('not_found', `Data group ${shown.data_group_id} has no schedule: set one first.`);
}

function shownOf(call: Seen, id: string): Schedule {
  const group = getGroup(call, id);
  return presentSchedule(call.tables, group, scheduleOf(group));
}

function presentSchedule(
  tables: MockTables,
  { shown, partnerId, runs = [] }: GroupRow,
  { cron, timezone, source, paused_at, created_at, updated_at }: NonNullable<GroupRow['schedule']>,
): Schedule {
  const read = readCron(cron);
  const times =
    typeof read === 'string' || paused_at !== null ? [] : nextRuns(read, timezone, Date.now(), LIMITS.shownNextRuns);
  return {
    data_group_id: shown.data_group_id,
    partner_id: shown.partner_id,
    partner_name: tables.partnerName(partnerId),
    cron,
    timezone,
    source,
    paused_at,
    next_runs: times.map((time) => new Date(time).toISOString()),
    last_runs: runs.slice(-LIMITS.shownLastRuns).reverse(),
    created_at,
    updated_at,
  };
}

/** @throws Problem `validation_failed` for an address, `conflict` for a folder that another group has */
function assertSource({ tables }: MockCall, { id, partnerId, shown }: GroupRow, source: SetSource): void {
  const mismatch = sourceDirectionProblem(source.type, shown.direction);
  if (mismatch !== undefined) {
    const errors = [{ path: 'source.type', code: 'invalid', message: mismatch }];
    throw new Problem('validation_failed', mismatch, { errors });
  }
  if (source.type === 'https') {
    const message = webhookUrlProblem(source.url, { allowLoopback: true });
    if (message === undefined) return;
    throw new Problem('validation_failed', message, { errors: [{ path: 'source.url', code: 'invalid_url', message }] });
  }
  const others = [...groupsOf(tables).values()].filter((group) => group.partnerId === partnerId && group.id !== id);
  const { prefix } = source;
  if (!others.some(({ schedule }) => schedule && 'prefix' in schedule.source && schedule.source.prefix === prefix))
    return;
  throw new Problem('conflict', `Another data group has the folder ${prefix}: take another prefix.`);
}

/** Headers that are left out stay for the same host, as on the server. */
function shownSource(partnerId: number, source: SetSource, before: ScheduleSource | undefined): ScheduleSource {
  if (source.type === 'bucket') return { ...source, folder: fileFolder(partnerId, source.prefix, 'incoming') };
  if (source.type === 'export') return { ...source, folder: fileFolder(partnerId, source.prefix, 'outgoing') };
  const { type, url, headers } = source;
  const isSameHost = before?.type === 'https' && new URL(before.url).origin === new URL(url).origin;
  const names = Object.keys(headers ?? (isSameHost ? before.headers : {}));
  return { type, url, headers: Object.fromEntries(names.map((name) => [name, '***'])) };
}

function endedRun({ shown }: GroupRow, at: string): ScheduleRun {
  return {
    data_group_id: formatId('dataGroup', idNumber(shown.data_group_id)),
    scheduled_at: at,
    trigger: 'request',
    status: 'completed',
    message: NO_FILE,
    error: null,
    started_at: at,
    ended_at: at,
    next_try_at: null,
    file_count: 0,
    failed_count: 0,
    files: [],
  };
}

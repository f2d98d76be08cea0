import { formatId, LIMITS, type Schedule, type ScheduleSource } from '@commerce-integration/contract';
import { fileFolder, nextRuns, readCron } from '@commerce-integration/contract/rules';
import type { UnitOfWork } from '../database/orm.ts';
import { partnerNames } from '../partners/partners.queries.ts';
import type { DataSchedule } from './data-schedule.entity.ts';
import { lastRuns } from './schedule-runs.queries.ts';

/** Schedules with their last runs. */
export async function presentSchedules(em: UnitOfWork, rows: readonly DataSchedule[]): Promise<Schedule[]> {
  const names = await partnerNames(
    em,
    rows.map(({ partnerId }) => partnerId),
  );
  const runs = await lastRuns(
    em,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({
    data_group_id: formatId('dataGroup', row.id),
    partner_id: formatId('partner', row.partnerId),
    partner_name: names.get(row.partnerId) ?? '',
    cron: row.cron,
    timezone: row.timezone,
    source: presentSource(row),
    paused_at: row.pausedAt?.toISOString() ?? null,
    next_runs: row.pausedAt ? [] : nextRunsOf(row),
    last_runs: runs.get(row.id) ?? [],
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  }));
}

export async function presentSchedule(em: UnitOfWork, row: DataSchedule): Promise<Schedule> {
  const [schedule] = await presentSchedules(em, [row]);
  if (!schedule) throw new Error('A schedule was not presented');
  return schedule;
}

function presentSource(row: DataSchedule): ScheduleSource {
  const { sourceType, prefix, url, headerNames, partnerId, exportSettings } = row;
  if (sourceType === 'export' && exportSettings) {
    const { keep_days, filter, format, compress, for: reader } = exportSettings;
    return {
      ...{ type: 'export', prefix: prefix ?? '', folder: fileFolder(partnerId, prefix ?? '', 'outgoing'), keep_days },
      ...(filter ? { filter } : {}),
      ...(format ? { format } : {}),
      compress,
      ...(reader ? { for: reader } : {}),
    };
  }
  if (sourceType === 'bucket') {
    const folder = fileFolder(partnerId, prefix ?? '', 'incoming');
    return { type: 'bucket', prefix: prefix ?? '', folder };
  }
  return { type: 'https', url: url ?? '', headers: Object.fromEntries(headerNames.map((name) => [name, '***'])) };
}

function nextRunsOf({ cron, timezone, nextRunAt }: DataSchedule): string[] {
  const read = readCron(cron);
  if (typeof read === 'string') throw new Error(read);
  const times = [nextRunAt.getTime(), ...nextRuns(read, timezone, nextRunAt.getTime(), LIMITS.shownNextRuns - 1)];
  return times.map((time) => new Date(time).toISOString());
}

import {
  formatId,
  formatJobId,
  idNumber,
  LIMITS,
  type Page,
  type ScheduledFile,
  type ScheduleRun,
  type ScheduleRunStatus,
  type ScheduleRunTrigger,
} from '@commerce-integration/contract';
import { CURSOR_POSITIONS, toPage } from '@commerce-integration/contract/rules';
import { openCursor, sealCursor } from '../database/list.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { allOf, rowsOf, type Sql, sql } from '../database/sql.ts';
import { visibleTo } from '../database/visible-rows.ts';
import { getGroup } from '../impex/groups.queries.ts';

interface FileRow extends Pick<ScheduledFile, 'file_name' | 'status' | 'moved_to' | 'error'> {
  job_number: number | null;
}

interface RunRow {
  id: string;
  group_id: string;
  scheduled_at: string;
  trigger: ScheduleRunTrigger;
  status: ScheduleRunStatus;
  message: string;
  error: string | null;
  started_at: string;
  ended_at: string | null;
  due_at: string;
  failures: number;
  file_count: number;
  failed_count: number;
  files: FileRow[];
}

/** The runs of a group, newest first. @throws Problem `not_found`, `invalid_cursor` */
export async function listScheduleRuns(
  em: UnitOfWork,
  groupId: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<ScheduleRun>> {
  await getGroup(em, groupId);
  const query = ['schedule-runs', groupId];
  const [before] = cursor === undefined ? [] : openCursor(query, cursor, CURSOR_POSITIONS.row);
  const where = [sql`group_id = ${idNumber(groupId)}`, ...(before === undefined ? [] : [sql`id < ${before}`])];
  const rows = await runRows(em, where, limit + 1);
  return toPage(rows, limit, presentRun, ({ id }) => sealCursor(query, [Number(id)]));
}

/** The run with a number, which the unit of work must be allowed to see. */
export async function getScheduleRun(em: UnitOfWork, number: number): Promise<ScheduleRun> {
  const [row] = await runRows(em, [sql`id = ${number}`], 1);
  if (!row) throw new Error(`The run ${number} of a schedule is gone`);
  return presentRun(row);
}

/** The last runs of several groups, newest first. Tenancy: confined by `runRows`. */
export async function lastRuns(em: UnitOfWork, groups: readonly number[]): Promise<Map<number, ScheduleRun[]>> {
  const found = new Map<number, ScheduleRun[]>();
  if (groups.length === 0) return found;
  const newest = sql`id in (
    select last.id from unnest(${groups}::bigint[]) as wanted (group_id), lateral (
      select run.id from data_schedule_run run where run.group_id = wanted.group_id
      order by run.id desc limit ${LIMITS.shownLastRuns}
    ) last
  )`;
  for (const row of await runRows(em, [newest], groups.length * LIMITS.shownLastRuns)) {
    const group = Number(row.group_id);
    found.set(group, [...(found.get(group) ?? []), presentRun(row)]);
  }
  return found;
}

/** In the transaction of the unit of work, which may have started the run. Tenancy: the files of runs that it may see. */
function runRows(em: UnitOfWork, where: readonly Sql[], limit: number): Promise<RunRow[]> {
  const files = sql.raw('from data_schedule_file file where file.run_id = data_schedule_run.id');
  return rowsOf<RunRow>(
    sqlOf(em),
    sql`select id, group_id, scheduled_at, trigger, status, message, error, started_at, ended_at, due_at, failures,
      (select count(*)::integer ${files}) as file_count,
      (select count(*)::integer ${files} and file.status = 'failed') as failed_count,
      (select coalesce(json_agg(shown), '[]') from (
        select file_name, status, job_number, moved_to, error ${files}
        order by file.status <> 'failed', number limit ${LIMITS.shownScheduledFiles}
      ) shown) as files
      from data_schedule_run where ${allOf([visibleTo(em), ...where])} order by id desc limit ${limit}`,
  );
}

function presentRun(row: RunRow): ScheduleRun {
  return {
    data_group_id: formatId('dataGroup', Number(row.group_id)),
    scheduled_at: timeOf(row.scheduled_at),
    trigger: row.trigger,
    status: row.status,
    message: row.message,
    error: row.error,
    started_at: timeOf(row.started_at),
    ended_at: row.ended_at === null ? null : timeOf(row.ended_at),
    next_try_at: row.ended_at === null && row.failures > 0 ? timeOf(row.due_at) : null,
    file_count: row.file_count,
    failed_count: row.failed_count,
    files: row.files.map(({ job_number, ...file }) => ({
      file_name: file.file_name,
      status: file.status,
      job_id: job_number === null ? null : formatJobId(file.status === 'exported' ? 'export' : 'import', job_number),
      moved_to: file.moved_to,
      error: file.error,
    })),
  };
}

/** Converts a database time to RFC 3339. */
function timeOf(text: string): string {
  return new Date(text).toISOString();
}

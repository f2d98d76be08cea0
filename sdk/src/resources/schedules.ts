import * as endpoints from '../internal/generated/endpoints.ts';
import type { ApiPromise } from '../internal/transport/api-promise.ts';
import type { PagePromise } from '../internal/transport/page-promise.ts';
import type { IdempotentRequestOptions, RequestOptions } from '../internal/transport/request-options.ts';
import type {
  ListScheduleRunsFields,
  ListSchedulesFields,
  Schedule,
  ScheduleRun,
  SetScheduleFields,
} from '../internal/types/wire-types.ts';
import { Resource } from './resource.ts';

/**
 * Schedules: when data groups are imported or exported automatically, and the source or target of the files. A data
 * group has at most one schedule.
 */
export class Schedules extends Resource {
  /** Lists schedules; the schedule of the newest data group comes first. */
  list(fields?: ListSchedulesFields, options?: RequestOptions): PagePromise<Schedule> {
    return this.endpoints.list(endpoints.listSchedules, { query: fields, options });
  }

  /** Gets the schedule of a data group, including its next and last runs. @throws NotFoundError */
  get(dataGroupId: string, options?: RequestOptions): ApiPromise<Schedule> {
    return this.endpoints.call(endpoints.getSchedule, { params: { data_group_id: dataGroupId }, options });
  }

  /**
   * Sets the schedule of a data group. It replaces the previous one.
   *
   * @throws NotFoundError; ValidationError; ConflictError for a folder that another data group uses
   *
   * @example
   * await client.schedules.set('DG00001', {
   *   cron: '0 6 * * mon-fri',
   *   timezone: 'Europe/Berlin',
   *   source: { type: 'bucket', prefix: 'erp' },
   * });
   */
  set(dataGroupId: string, fields: SetScheduleFields, options?: RequestOptions): ApiPromise<Schedule> {
    const params = { data_group_id: dataGroupId };
    return this.endpoints.call(endpoints.setSchedule, { params, json: fields, options });
  }

  /**
   * Deletes the schedule of a data group. If the response is lost and a retry no longer finds the schedule, the call
   * succeeds: the first attempt has deleted it.
   *
   * @throws NotFoundError
   */
  delete(dataGroupId: string, options?: RequestOptions): ApiPromise<void> {
    const params = { data_group_id: dataGroupId };
    return this.endpoints.delete(endpoints.deleteSchedule, { params, options });
  }

  /** Pauses a schedule: runs no longer start automatically. @throws NotFoundError */
  pause(dataGroupId: string, options?: RequestOptions): ApiPromise<Schedule> {
    return this.endpoints.call(endpoints.pauseSchedule, { params: { data_group_id: dataGroupId }, options });
  }

  /**
   * Resumes a schedule. If it missed runs while it was paused, one run starts for all of them.
   *
   * @throws NotFoundError
   */
  resume(dataGroupId: string, options?: RequestOptions): ApiPromise<Schedule> {
    return this.endpoints.call(endpoints.resumeSchedule, { params: { data_group_id: dataGroupId }, options });
  }

  /**
   * Starts a run of a schedule now, even if it is paused.
   *
   * @throws NotFoundError; ConflictError while a run is in progress
   */
  run(dataGroupId: string, options?: IdempotentRequestOptions): ApiPromise<ScheduleRun> {
    return this.endpoints.call(endpoints.runSchedule, { params: { data_group_id: dataGroupId }, options });
  }

  /** Lists the runs of a schedule, newest first, with the files of each run. @throws NotFoundError */
  listRuns(dataGroupId: string, fields?: ListScheduleRunsFields, options?: RequestOptions): PagePromise<ScheduleRun> {
    const params = { data_group_id: dataGroupId };
    return this.endpoints.list(endpoints.listScheduleRuns, { params, query: fields, options });
  }
}

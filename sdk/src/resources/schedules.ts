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

/** Schedules: when data groups import by themselves, and from where. A data group has one at most. */
export class Schedules extends Resource {
  /** Lists schedules, that of the newest data group first. */
  list(fields?: ListSchedulesFields, options?: RequestOptions): PagePromise<Schedule> {
    return this.endpoints.list(endpoints.listSchedules, { query: fields, options });
  }

  /** Gets the schedule of a data group, with its next and its last runs. @throws NotFoundError */
  get(dataGroupId: string, options?: RequestOptions): ApiPromise<Schedule> {
    return this.endpoints.call(endpoints.getSchedule, { params: { data_group_id: dataGroupId }, options });
  }

  /**
   * Sets the schedule of a data group, in the place of the one before.
   *
   * @throws NotFoundError; ValidationError; ConflictError for a folder that another data group has
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
   * Deletes the schedule of a data group. When the response is lost and a retry finds none, the first try has deleted it:
   * that is not an error.
   *
   * @throws NotFoundError
   */
  delete(dataGroupId: string, options?: RequestOptions): ApiPromise<void> {
    const params = { data_group_id: dataGroupId };
    return this.endpoints.delete(endpoints.deleteSchedule, { params, options });
  }

  /** Pauses a schedule: no run starts by itself. @throws NotFoundError */
  pause(dataGroupId: string, options?: RequestOptions): ApiPromise<Schedule> {
    return this.endpoints.call(endpoints.pauseSchedule, { params: { data_group_id: dataGroupId }, options });
  }

  /** Resumes a schedule. Where times have passed meanwhile, one run starts for all of them. @throws NotFoundError */
  resume(dataGroupId: string, options?: RequestOptions): ApiPromise<Schedule> {
    return this.endpoints.call(endpoints.resumeSchedule, { params: { data_group_id: dataGroupId }, options });
  }

  /** Runs a schedule now, also a paused one. @throws NotFoundError; ConflictError while a run is under way */
  run(dataGroupId: string, options?: IdempotentRequestOptions): ApiPromise<ScheduleRun> {
    return this.endpoints.call(endpoints.runSchedule, { params: { data_group_id: dataGroupId }, options });
  }

  /** Lists the runs of a schedule, newest first, each with its files. @throws NotFoundError */
  listRuns(dataGroupId: string, fields?: ListScheduleRunsFields, options?: RequestOptions): PagePromise<ScheduleRun> {
    const params = { data_group_id: dataGroupId };
    return this.endpoints.list(endpoints.listScheduleRuns, { params, query: fields, options });
  }
}

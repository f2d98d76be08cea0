import { formatId } from '../shared/ids.ts';
import type { LoadResult } from '../shared/job-results.ts';
import { JOB_TYPE_DECLARATIONS, type JobType } from '../shared/job-types.ts';
import { LIMITS } from '../shared/limits.ts';
import { Problem } from '../shared/problem.ts';
import { JOB_SUBJECTS, type JobSubject } from './job-subjects.ts';

const workOf = (jobType: JobType) => JOB_TYPE_DECLARATIONS[jobType].work;

/** The messages of a job's states. The message of a completed job depends on its type. */
export const JOB_MESSAGES = {
  queued: (jobType: JobType) => `${workOf(jobType)} queued.`,
  started: (jobType: JobType) => `${workOf(jobType)} started.`,
  cancelling: () => 'Cancelling.',
  cancelled: (jobType: JobType) => `${workOf(jobType)} cancelled.`,
  /** @param cause the end of the sentence, with its full stop */
  failed: (jobType: JobType, cause: string) => `${workOf(jobType)} failed: ${cause}`,
  /** @param tries number of starts since it was requested */
  interrupted: (jobType: JobType, tries: number, maxTries: number) =>
    `${workOf(jobType)} interrupted; it will be retried (${tries} of ${maxTries} tries so far).`,
} as const;

/** The result of a load, as a sentence. */
export function loadMessage(result: LoadResult, validateOnly: boolean): string {
  const { processed, inserted, updated, unchanged, skipped, removed, notes = [] } = result;
  const counts = `Products processed: ${processed}. Inserted: ${inserted}. Updated: ${updated}. Unchanged: ${unchanged}. Skipped: ${skipped}.`;
  const kept = notes.find(({ code }) => code === 'nothing_removed');
  const more = removed > 0 ? ` Removed: ${removed}.` : kept ? ` ${kept.message}` : '';
  return validateOnly
    ? `Validation completed; nothing was written. ${counts}${more}`
    : `ETL processing completed. ${counts}${more}`;
}

/** The fields of a job that its links depend on. */
export interface LinkedJob {
  job_id: string;
  job_type: JobType;
  subject: JobSubject | null;
  /** The partner's number. */
  partnerId: number;
}

/** Paths related to a job: itself, its subject, and its actions. */
export function jobLinks({ job_id, job_type, subject, partnerId }: LinkedJob): Record<string, string> {
  const path = `/jobs/${job_id}`;
  const own = Object.entries(JOB_TYPE_DECLARATIONS[job_type].links).map(([name, end]) => [name, `${path}/${end}`]);
  return { self: path, ...subjectLinks(subject, partnerId), ...Object.fromEntries(own) };
}

function subjectLinks(subject: JobSubject | null, partnerId: number): Record<string, string> {
  if (subject === null) return {};
  const { idKind, links } = JOB_SUBJECTS[subject.type];
  return links(formatId(idKind, subject.id), formatId('partner', partnerId));
}

/** @throws Problem `job_not_runnable` for a job that runs automatically, once */
export function assertRunsOnRequest(jobType: JobType): void {
  if (JOB_TYPE_DECLARATIONS[jobType].runsOnRequest) return;
  const nouns = Object.values(JOB_TYPE_DECLARATIONS).flatMap((one) => (one.runsOnRequest ? [`${one.noun}s`] : []));
  throw new Problem('job_not_runnable', `Only ${nouns.join(' and ')} can be run`);
}

/** Seconds to wait according to the `Prefer` header (RFC 7240); an invalid preference is ignored, as the RFC says. */
export function waitPreferred(prefer: string | undefined): number {
  const preferences = (prefer ?? '').split(',').map((one) => one.trim().toLowerCase());
  if (preferences.includes('respond-async')) return 0;
  const wait = preferences.map((one) => /^wait=(\d{1,6})$/.exec(one)?.[1]).find((seconds) => seconds !== undefined);
  return wait === undefined ? LIMITS.runWaitSeconds : Math.min(Number(wait), LIMITS.longPollSeconds);
}

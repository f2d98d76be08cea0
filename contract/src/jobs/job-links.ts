import { formatId } from '../shared/ids.ts';
import { JOB_TYPE_DECLARATIONS, type JobType } from '../shared/job-types.ts';
import { JOB_SUBJECTS, type JobSubject } from './job-subjects.ts';

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

import type { Job } from '@commerce-integration/sdk';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { PartnerLink } from '../partners/partner-link.tsx';
import { StatusBadge } from '../ui/badge.tsx';
import { Card } from '../ui/card.tsx';
import { Facts } from '../ui/facts.tsx';
import { formatNumber, words } from '../ui/format.ts';
import { CopyId, IdLink } from '../ui/link.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Time } from '../ui/values.tsx';
import { ExportedFiles } from './exported-files.tsx';
import { ImportedFiles } from './imported-files.tsx';
import { JobActions } from './job-actions.tsx';
import { JobErrors } from './job-errors.tsx';
import { JobOutcome } from './job-outcome.tsx';
import { jobQuery } from './job-queries.ts';
import { JobTimeline } from './job-timeline.tsx';

export function JobPage() {
  const { jobId = '' } = useParams({ strict: false });
  const { data: job } = useSuspenseQuery(jobQuery(jobId));
  return (
    <>
      <PageHeader
        title={`${words(job.job_type)} job`}
        beside={
          <>
            <StatusBadge status={job.status} />
            <CopyId id={job.job_id} />
          </>
        }
        actions={<JobActions job={job} />}
      />
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="min-w-0 space-y-4">
          <JobOutcome job={job} />
          {job.result && 'files' in job.result && 'processed' in job.result && (
            <ImportedFiles files={job.result.files} />
          )}
          {job.links.files && <ExportedFiles jobId={job.job_id} written={job.finished_at ? 1 : 0} />}
          {job.links.errors && job.finished_at && <JobErrors jobId={job.job_id} download={job.links.errors_csv} />}
        </div>
        <div className="space-y-4">
          <Card title="Timeline">
            <JobTimeline job={job} />
          </Card>
          <Card title="Details">
            <Facts facts={factsOf(job)} />
          </Card>
        </div>
      </div>
    </>
  );
}

function factsOf(job: Job) {
  const { feed_id, batch_id, webhook_id, data_group_id, exporter_id, undone_job_id, attempt } = job;
  const { queue_position, estimated_start_at } = job;
  return [
    ['Partner', <PartnerLink key="partner" id={job.partner_id} name={job.partner_name} />] as const,
    feed_id && (['Feed', <IdLink key="feed" id={feed_id} />] as const),
    batch_id && (['Batch', <IdLink key="batch" id={batch_id} partnerId={job.partner_id} />] as const),
    webhook_id && (['Webhook', <IdLink key="webhook" id={webhook_id} />] as const),
    data_group_id && (['Data group', <IdLink key="group" id={data_group_id} />] as const),
    exporter_id && (['Exporter', <IdLink key="exporter" id={exporter_id} />] as const),
    undone_job_id && (['Undoes', <IdLink key="undone" id={undone_job_id} />] as const),
    queue_position && (['Place in the queue', formatNumber(queue_position)] as const),
    estimated_start_at && (['Starts', <Time key="start" at={estimated_start_at} />] as const),
    ['Attempt', attempt] as const,
  ].map((fact) => fact || null);
}

import type { OperationsBatch } from '@commerce-integration/sdk';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { RotateCw } from 'lucide-react';
import { client } from '../api/client.ts';
import { NotFoundPage } from '../frame/failed-page.tsx';
import { JobActions } from '../jobs/job-actions.tsx';
import { JobOutcome } from '../jobs/job-outcome.tsx';
import { jobQuery } from '../jobs/job-queries.ts';
import { JobTimeline } from '../jobs/job-timeline.tsx';
import { PartnerLink } from '../partners/partner-link.tsx';
import { useMay } from '../session/session.ts';
import { Badge, StatusBadge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Facts } from '../ui/facts.tsx';
import { words } from '../ui/format.ts';
import { CopyId, IdLink } from '../ui/link.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { useAction } from '../ui/use-action.ts';
import { BatchOperations } from './batch-operations.tsx';
import { useBatchOrg } from './batch-org.ts';

export function BatchPage() {
  const { batchId = '' } = useParams({ strict: false });
  const org = useBatchOrg(batchId);
  if (org === undefined) return <NotFoundPage detail={`Operations batch ${batchId} not found.`} />;
  return <Batch org={org} batchId={batchId} />;
}

function Batch({ org, batchId }: { org: string; batchId: string }) {
  const { data: batch } = useSuspenseQuery({
    queryKey: ['batches', batchId],
    queryFn: async ({ signal }) => client.batches.get(org, batchId, { signal }),
  });
  const { data: job } = useQuery(jobQuery(batch.job_id));
  return (
    <>
      <PageHeader
        title={batch.name ?? `Batch ${batch.batch_id}`}
        beside={
          <>
            <StatusBadge status={job?.status ?? batch.status} />
            {batch.validate_only && <Badge tone="info">Validated only</Badge>}
            <CopyId id={batch.batch_id} />
          </>
        }
        actions={
          <>
            {job && <JobActions job={job} />}
            {batch.failed > 0 && <RetryFailed batch={batch} />}
          </>
        }
      />
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="min-w-0 space-y-4">
          {job && <JobOutcome job={job} />}
          <BatchOperations
            org={org}
            batchId={batchId}
            errorsZip={batch.failed > 0 ? job?.links.errors_zip : undefined}
          />
        </div>
        <div className="space-y-4">
          {job && (
            <Card title="Timeline">
              <JobTimeline job={job} />
            </Card>
          )}
          <BatchFacts batch={batch} />
        </div>
      </div>
    </>
  );
}

/** Executes the failed operations again, as a new batch. */
function RetryFailed({ batch: { org_id, batch_id } }: { batch: OperationsBatch }) {
  const may = useMay();
  const navigate = useNavigate();
  const retry = useAction(() => client.batches.retryFailed(org_id, batch_id), {
    changes: ['batches', 'jobs'],
    onDone: (next) => void navigate({ to: `/batches/${next.batch_id}`, search: { org: org_id } }),
  });
  if (!may('batches:write')) return null;
  return (
    <Button
      kind="primary"
      busy={retry.isPending}
      icon={<RotateCw className="size-3.5" aria-hidden />}
      onClick={() => retry.mutate(undefined)}
    >
      Retry failed operations
    </Button>
  );
}

function BatchFacts({ batch }: { batch: OperationsBatch }) {
  return (
    <Card title="Details">
      <Facts
        facts={[
          ['Partner', <PartnerLink key="partner" id={batch.org_id} name={batch.partner_name} />],
          ['Type', words(batch.batch_type)],
          ['On error', words(batch.on_error)],
          ['Job', <IdLink key="job" id={batch.job_id} />],
          batch.retry_of !== null && ['Retries', <IdLink key="retry" id={batch.retry_of} partnerId={batch.org_id} />],
        ]}
      />
    </Card>
  );
}

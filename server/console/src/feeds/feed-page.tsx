import type { Feed, Job } from '@commerce-integration/sdk';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { client } from '../api/client.ts';
import { JobActions } from '../jobs/job-actions.tsx';
import { JobChanges } from '../jobs/job-changes.tsx';
import { JobErrors } from '../jobs/job-errors.tsx';
import { JobOutcome } from '../jobs/job-outcome.tsx';
import { jobQuery } from '../jobs/job-queries.ts';
import { JobTimeline } from '../jobs/job-timeline.tsx';
import { PartnerLink } from '../partners/partner-link.tsx';
import { Badge, StatusBadge } from '../ui/badge.tsx';
import { Card } from '../ui/card.tsx';
import { DownloadLink } from '../ui/download-link.tsx';
import { Facts } from '../ui/facts.tsx';
import { formatBytes, formatPercent, words } from '../ui/format.ts';
import { CopyId, IdLink, TextLink } from '../ui/link.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { PendingView } from '../ui/problem-view.tsx';
import { OtherFeeds } from './other-feeds.tsx';

const DELIMITERS: Record<NonNullable<Feed['delimiter']>, string> = {
  ',': 'Comma',
  ';': 'Semicolon',
  '\t': 'Tab',
  '|': 'Pipe',
};

export function FeedPage() {
  const { feedId = '' } = useParams({ strict: false });
  const { data: feed } = useSuspenseQuery({
    queryKey: ['feeds', feedId],
    queryFn: async ({ signal }) => client.feeds.get(feedId, { signal }),
  });
  const load = useQuery({
    ...jobQuery(feed.validation_job_id ?? ''),
    enabled: feed.validation_job_id !== null,
  });
  const { data: job } = load;
  return (
    <>
      <PageHeader
        title={feed.file_name}
        beside={
          <>
            <StatusBadge status={job?.status ?? feed.status} />
            {feed.validate_only && <Badge tone="info">Preview only</Badge>}
            <CopyId id={feed.feed_id} />
          </>
        }
        actions={<FeedActions feed={feed} job={job} />}
      />
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="min-w-0 space-y-4">
          {feed.validation_job_id === null && <NoLoad feed={feed} />}
          {feed.validation_job_id !== null &&
            (job ? <LoadParts feed={feed} job={job} /> : <PendingView query={load} className="h-40" />)}
        </div>
        <div className="min-w-0 space-y-4">
          {job && (
            <Card title="Timeline">
              <JobTimeline job={job} />
            </Card>
          )}
          <FeedFacts feed={feed} />
          <OtherFeeds feed={feed} />
        </div>
      </div>
    </>
  );
}

function FeedActions({ feed, job }: { feed: Feed; job: Job | undefined }) {
  return (
    <>
      {feed.status === 'uploaded' && <DownloadLink href={`/feeds/${feed.feed_id}/file`}>File</DownloadLink>}
      {job && <JobActions job={job} />}
    </>
  );
}

function LoadParts({ feed, job }: { feed: Feed; job: Job }) {
  return (
    <>
      <JobOutcome job={job} />
      {feed.validate_only && job.status === 'completed' && <JobChanges jobId={job.job_id} after="load" />}
      {job.finished_at && <JobErrors jobId={job.job_id} download={job.links.errors_csv} />}
    </>
  );
}

function NoLoad({ feed }: { feed: Feed }) {
  return (
    <Card title="Load">
      <p className="text-sm text-muted">
        {feed.status === 'pending_upload'
          ? 'The file has not arrived yet: PUT it to the upload URL, then complete the upload.'
          : 'The file was rejected. Correct it and upload it again.'}
      </p>
    </Card>
  );
}

function FeedFacts({ feed }: { feed: Feed }) {
  return (
    <Card title="Details">
      <Facts
        facts={[
          ['Partner', <PartnerLink key="partner" id={feed.partner_id} name={feed.partner_name} />],
          ['Load job', <IdLink key="job" id={feed.validation_job_id} />],
          ['Mode', words(feed.mode)],
          ['Size', feed.size_bytes === null ? null : formatBytes(feed.size_bytes)],
          ['Delimiter', feed.delimiter && DELIMITERS[feed.delimiter]],
          ['Errors allowed', feed.max_error_ratio === null ? 'Any share' : formatPercent(feed.max_error_ratio)],
          feed.mode === 'full' && ['Removals allowed', formatPercent(feed.max_removed_ratio)],
          feed.duplicate_of !== undefined && ['Same as', <IdLink key="duplicate" id={feed.duplicate_of} />],
          [
            'Products',
            <TextLink key="products" to="/products" search={{ feed_id: feed.feed_id }}>
              Last written by it
            </TextLink>,
          ],
          [
            'SHA-256',
            feed.sha256 && (
              <span key="sha" className="font-mono text-xs break-all">
                {feed.sha256}
              </span>
            ),
          ],
        ]}
      />
    </Card>
  );
}

import type { Job } from '@commerce-integration/sdk';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { client } from '../api/client.ts';
import { useCaller } from '../session/session.ts';

/** The organisation in a job's link to its batch: `/org/PT00001/operations-batches/OB00001`. */
function orgOf({ links }: Job): string | undefined {
  return /^\/org\/([^/]+)\//.exec(links.batch ?? '')?.[1];
}

/** The address of a job's batch. It contains the organisation, under which the API keeps batches. */
export function batchPathOf(job: Job): string | undefined {
  const org = orgOf(job);
  return job.batch_id && org ? `/batches/${job.batch_id}?org=${org}` : undefined;
}

/**
 * The organisation of a batch: the one in the URL, or the caller's own. For a URL without one, such as a link by ID
 * only, it is looked up by the batch's job.
 */
export function useBatchOrg(batchId: string): string | undefined {
  const { org } = useSearch({ strict: false }) as { org?: string };
  const { partner } = useCaller();
  const known = org ?? partner?.partner_id;
  const { data } = useSuspenseQuery({
    queryKey: ['batches', 'org-of', batchId, known],
    queryFn: async ({ signal }) => known ?? (await findOrg(batchId, signal)) ?? null,
    refetchInterval: false,
  });
  return data ?? undefined;
}

async function findOrg(batchId: string, signal: AbortSignal): Promise<string | undefined> {
  const { items } = await client.jobs.list({ batch_id: batchId, limit: 1 }, { signal });
  return items[0] && orgOf(items[0]);
}

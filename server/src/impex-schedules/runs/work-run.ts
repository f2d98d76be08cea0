import { formatId, Problem, type SourceType } from '@commerce-integration/contract';
import { assertActive } from '@commerce-integration/contract/rules';
import { inTransaction } from '../../database/in-transaction.ts';
import { getGroup } from '../../impex/groups.queries.ts';
import { getPartner } from '../../partners/partners.queries.ts';
import { chooseFiles } from './choose-files.ts';
import { type ClaimedRun, leaveToJobs } from './claim-runs.ts';
import { endRun, type RunEnd } from './end-run.ts';
import { exportFiles } from './export-files.ts';
import { fetchSource } from './fetch-source.ts';
import { finishFiles } from './finish-files.ts';
import { importFiles } from './import-files.ts';
import { type RunParts, SourceRefused } from './run-parts.ts';

type HaveFiles = (parts: RunParts, run: ClaimedRun, signal: AbortSignal) => Promise<RunEnd>;

/** How an import run obtains its files, by source type. @returns the message if there are none */
const SOURCES: Record<Exclude<SourceType, 'export'>, HaveFiles> = {
  bucket: async (parts, run) => {
    const left = await chooseFiles(parts, run);
    return left === 0 ? {} : { withoutFiles: `Left alone, since still changing: ${left}.` };
  },
  https: async (parts, run, signal) =>
    (await fetchSource(parts, run, signal)) ? {} : { withoutFiles: 'The file has not changed since the last run.' },
};

/**
 * Continues a run: obtains its files, creates their imports and, once these have ended, moves the files and ends the
 * run. Each step records what it has done, so that another process can continue from there.
 *
 * @returns the seconds after which it continues, if its jobs have not ended
 * @throws SourceRefused, SourceUnavailable, and whatever database and storage throw
 */
export async function workRun(parts: RunParts, run: ClaimedRun, signal: AbortSignal): Promise<number | undefined> {
  const { sourceType } = run;
  if (sourceType === 'export') return exportFiles(parts, run);
  const end = run.isListed ? {} : await haveFiles(parts, run, signal, SOURCES[sourceType]);
  await importFiles(parts, run, signal);
  const waiting = await finishFiles(parts, run, signal);
  if (waiting > 0) return leaveToJobs(parts.database.pool, run);
  await inTransaction(parts.database.pool, (client) => endRun(client, run, end));
  return undefined;
}

/** @throws SourceRefused where nothing can be imported; the files stay where they are */
async function haveFiles(parts: RunParts, run: ClaimedRun, signal: AbortSignal, have: HaveFiles): Promise<RunEnd> {
  const em = parts.database.open({ partnerId: run.partnerId });
  try {
    await getGroup(em, formatId('dataGroup', run.groupId));
    assertActive(await getPartner(em, formatId('partner', run.partnerId)));
  } catch (error) {
    throw error instanceof Problem ? new SourceRefused(error.message) : error;
  }
  return have(parts, run, signal);
}

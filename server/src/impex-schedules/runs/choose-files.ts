import { formatId } from '@commerce-integration/contract';
import { fileFolder } from '@commerce-integration/contract/rules';
import { inTransaction } from '../../database/in-transaction.ts';
import type { Queryable } from '../../database/queryable.ts';
import { EVERYBODY } from '../../database/tenancy.ts';
import { listedItems } from '../../storage/listed-items.ts';
import type { ObjectStore } from '../../storage/object-store.ts';
import { DataSchedule } from '../data-schedule.entity.ts';
import { type ClaimedRun, lockRun } from './claim-runs.ts';
import { type FoundFile, filesToTake } from './files-to-take.ts';
import { addFiles, runsUnderWay } from './run-files.ts';
import { type RunParts, SourceRefused } from './run-parts.ts';

/** Objects read per look at a folder. */
const MOST_OBJECTS = 10_000;
/**
 * The rest of a key below the folder of files in progress: the number of the run, the number of the file (missing in
 * keys of earlier versions), and the file's name.
 */
const UNDER_WORK = /^(\d{1,15})\/(?:\d{1,15}\/)?([^/]+)$/;

/**
 * Chooses the files of a run from its folder in the bucket: new ones, and those left behind by a run that failed while
 * the bucket was unreachable.
 *
 * Tenancy: the run's own schedule, and the folder of its partner.
 *
 * @returns how many are still changing, and are left for the next run
 * @throws SourceRefused where the schedule was deleted meanwhile; the files stay where they are
 */
export async function chooseFiles(parts: RunParts, run: ClaimedRun): Promise<number> {
  const { database, store, quietMs } = parts;
  const now = new Date();
  const folderOf = (folder: 'incoming' | 'processing') => fileFolder(run.partnerId, run.prefix ?? '', folder);
  const incoming = await filesIn(store, folderOf('incoming'), (rest) => (rest.includes('/') ? undefined : rest));
  const behind = await leftBehind(parts, folderOf('processing'));
  const schedule = await database.open(EVERYBODY).findOne(DataSchedule, { id: run.groupId });
  const leftAlone = schedule?.leftAlone ?? {};
  const { taken, left } = filesToTake(incoming, { now, quietMs, leftAlone });
  const files = [...behind, ...taken].map(({ key, name, etag }) => {
    return { fileName: name, foundKey: key, etag, status: 'waiting' as const, jobNumber: null };
  });
  await inTransaction(database.pool, async (client) => {
    await lockRun(client, run);
    await assertScheduled(client, run);
    await addFiles(client, run, files);
    const seen = JSON.stringify(Object.fromEntries(left.map(({ key, etag }) => [key, etag])));
    await client.query('update data_schedule set left_alone = $2 where id = $1 and prefix = $3', [
      run.groupId,
      seen,
      run.prefix,
    ]);
  });
  return left.length;
}

/**
 * Locks the schedule until the transaction ends. Tenancy: the run's own schedule.
 *
 * @throws SourceRefused where it was deleted
 */
async function assertScheduled(sql: Queryable, { groupId }: ClaimedRun): Promise<void> {
  const { rows } = await sql.query('select 1 from data_schedule where id = $1 for share', [groupId]);
  if (rows.length === 0)
    throw new SourceRefused(`Data group ${formatId('dataGroup', groupId)} has no schedule any more.`);
}

/**
 * The files of a folder. @param nameOf the file's name, given its key below the folder; undefined if it is not a file
 */
async function filesIn(
  store: ObjectStore,
  folder: string,
  nameOf: (rest: string) => string | undefined,
): Promise<FoundFile[]> {
  const found: FoundFile[] = [];
  let read = 0;
  for await (const { key, etag, since } of listedItems((after) => store.listObjects(folder, after))) {
    const name = nameOf(key.slice(folder.length));
    if (name) found.push({ key, name, etag, since });
    read += 1;
    if (read >= MOST_OBJECTS) break;
  }
  return found;
}

/** Files in progress whose run has ended. */
async function leftBehind({ database, store }: RunParts, folder: string): Promise<FoundFile[]> {
  const files = await filesIn(store, folder, (rest) => UNDER_WORK.exec(rest)?.[2]);
  const runOf = ({ key }: FoundFile) => Number(UNDER_WORK.exec(key.slice(folder.length))?.[1]);
  const underWay = await runsUnderWay(database.pool, [...new Set(files.map(runOf))]);
  return files.filter((file) => !underWay.has(runOf(file)));
}

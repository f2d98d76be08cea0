import path from 'node:path';
import type { EndpointCommand } from '../internal/endpoints/endpoint-command.ts';
import type { ExportDataGroupFields, ExportJobFile, Job } from '../internal/types/wire-types.ts';
import type { Command, CommandCall } from './command.ts';
import { TIMEOUT_OPTION } from './common-options.ts';
import { groupIdOf } from './data-group-operand.ts';
import { derivedOptions } from './derived-command.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { lineOfJob, showJob } from './jobs-wait.ts';

/** Everything from a data group to its files on this machine. @param endpoint what asks for an export, with its settings */
export function exportFiles(endpoint: EndpointCommand): Command {
  return {
    name: 'export',
    operands: ['GROUP'],
    summary: 'Export the files of a data group and download them.',
    details: 'GROUP is the ID or the name of a data group. Existing files are replaced when the new ones are complete.',
    options: {
      ...derivedOptions(endpoint),
      folder: { value: 'FOLDER', help: 'the folder for the files, created if missing; default: the current folder' },
      ...TIMEOUT_OPTION,
    },
    examples: [
      'commerce export "Files of the shop" --folder exports',
      'commerce export DG00002 --format xlsx --for spreadsheet',
      `commerce export DG00002 --filter '{"updated_within_hours":24}' --compress gzip --json | jq .files[].path`,
    ],
    run: (call) => run(endpoint, call),
  };
}

async function run(endpoint: EndpointCommand, call: CommandCall): Promise<ExitCode> {
  const { arguments: given, terminal, signal } = call;
  const timeoutMs = given.milliseconds('timeout', 0.001);
  const { requestOf } = await import('./endpoint-request.ts');
  const { body, idempotencyKey } = await requestOf(endpoint, call);
  const groupId = await groupIdOf(call, given.operands[0] ?? '');
  const { dataGroups, jobs } = await call.client();
  const options = { signal, ...(idempotencyKey !== undefined && { idempotencyKey }) };
  const { job_id } = await dataGroups.export(groupId, body as ExportDataGroupFields, options);
  try {
    const onProgress = (seen: Job) => showJob(terminal, seen);
    return await download(
      call,
      await jobs.waitForJob(job_id, { signal, timeoutMs, throwOnFailure: false, onProgress }),
    );
  } catch (error) {
    terminal.note(`The state of the job: commerce jobs get ${job_id}`);
    throw error;
  }
}

async function download(call: CommandCall, job: Job): Promise<ExitCode> {
  const { arguments: given, terminal, signal } = call;
  const { dataGroups } = await call.client();
  const { items } = await dataGroups.listExportFiles(job.job_id, { signal });
  const folder = given.text('folder') ?? '.';
  const { mkdir } = await import('node:fs/promises');
  await mkdir(folder, { recursive: true });
  const files: (ExportJobFile & { path: string })[] = [];
  for (const file of items) files.push({ ...file, path: await write(call, file, folder) });
  if (terminal.json) await terminal.printJson({ job, files });
  else {
    for (const { path: written, rows, bytes } of files)
      await terminal.print(`${written}: ${rows} rows, ${bytes} bytes`);
    await terminal.print(lineOfJob(job));
  }
  return job.status === 'completed' ? EXIT.done : EXIT.failed;
}

/** Downloads a file. Returns its path. */
async function write({ client, terminal, signal }: CommandCall, file: ExportJobFile, folder: string): Promise<string> {
  // The name is the server's: it must not lead out of the folder.
  const target = path.join(folder, path.basename(file.file_name));
  const { OutputFile } = await import('./output-file.ts');
  const output = await OutputFile.open(target);
  try {
    const { body } = await (await client()).dataGroups.downloadExport(file, { signal });
    let done = 0;
    for await (const piece of body ?? new Blob([]).stream()) {
      await output.write(piece);
      done += piece.length;
      terminal.progress.show(`${target} downloaded`, { done, total: file.bytes, unit: 'bytes' });
    }
    await output.complete();
    return target;
  } catch (error) {
    await output.discard();
    throw error;
  }
}

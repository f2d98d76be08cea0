import type { EndpointCommand } from '../internal/endpoints/endpoint-command.ts';
import type { BatchSummary, SubmitBatchFields, SubmitBatchProgress } from '../internal/jobs/submit-batch.ts';
import type { NamedFile } from '../internal/uploads/feed-file-input.ts';
import type { Command, CommandCall } from './command.ts';
import { TIMEOUT_OPTION } from './common-options.ts';
import { derivedOptions } from './derived-command.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { showJob } from './jobs-wait.ts';
import type { Terminal } from './terminal.ts';

/** Everything from a file of operations to their results. @param endpoint what creates a batch, with its settings */
export function batchesSubmit(endpoint: EndpointCommand): Command {
  const settings = endpoint.flags.filter(({ place, field }) => place === 'body' && field !== 'upload_id');
  return {
    ...SUBMIT,
    options: { ...derivedOptions({ ...endpoint, flags: settings, body: 'form' }), ...SUBMIT.options },
  };
}

const SUBMIT: Command = {
  name: 'batches submit',
  operands: ['BATCH_TYPE', 'FILE'],
  summary: 'Upload operations as a batch and wait until they are executed.',
  details:
    'FILE contains JSON lines with one operation each, a JSON array of operations, or a ZIP in the format of the API; - is\n' +
    'stdin. If operations fail, the others are still executed, unless --on-error is stop or rollback; failed operations\n' +
    'are listed, and the command exits with 1. BATCH_TYPE is the type of the operations, such as product-updates.',
  options: {
    'partner-id': { value: 'ID', help: 'the partner whose products to change; default: the partner of the key' },
    ...TIMEOUT_OPTION,
  },
  examples: [
    'commerce batches submit product-updates operations.jsonl --partner-id PT00001',
    'commerce batches submit valid-from-price-updates prices.zip --on-error stop --json | jq .batch.failed',
  ],
  async run(call) {
    const { arguments: given, signal } = call;
    // Fails for a missing key before a long input is read to its end.
    await call.client();
    const timeoutMs = given.milliseconds('timeout', 0.001);
    const file = given.operands[1] ?? '';
    const { withInputFile } = await import('./input-file.ts');
    return withInputFile(file, signal, (input) => submit(call, input, timeoutMs), '');
  },
};

async function submit(call: CommandCall, file: NamedFile, timeoutMs: number | undefined): Promise<ExitCode> {
  const { terminal, signal } = call;
  const client = await call.client();
  const fields = await fieldsOf(call, file);
  const job: { id?: string } = {};
  try {
    const onProgress = (progress: SubmitBatchProgress) => {
      if (progress.stage === 'run') job.id = progress.job.job_id;
      show(terminal, file.name, progress);
    };
    return await report(
      await client.batches.submit(fields, { signal, timeoutMs, throwOnFailure: false, onProgress }),
      call,
    );
  } catch (error) {
    if (job.id) terminal.note(`The job continues: commerce jobs wait ${job.id}`);
    throw error;
  }
}

async function fieldsOf(call: CommandCall, file: NamedFile): Promise<SubmitBatchFields> {
  const { arguments: given } = call;
  const { ownPartnerId } = await import('./run-endpoint.ts');
  const { operationsOf } = await import('./operations-input.ts');
  const content = await operationsOf(file);
  return {
    org_id: given.text('partner-id') ?? (await ownPartnerId(call)),
    batch_type: given.operands[0],
    name: given.text('name'),
    on_error: given.text('on-error'),
    validate_only: given.flag('validate-only') || undefined,
    ...content,
    // The API knows which types and operations there are.
  } as unknown as SubmitBatchFields;
}

function show(terminal: Terminal, name: string, progress: SubmitBatchProgress): void {
  if (progress.stage === 'run') showJob(terminal, progress.job);
  else if (progress.stage === 'pack')
    terminal.progress.show(`${name} packed`, { done: progress.operations, unit: 'operations' });
  else terminal.progress.show(`${name} sent`, { done: progress.bytesSent, total: progress.bytesTotal, unit: 'bytes' });
}

async function report({ batch, failed }: BatchSummary, call: CommandCall): Promise<ExitCode> {
  const { terminal } = call;
  if (terminal.json) await terminal.printJson({ batch, failed });
  else {
    const { batch_id, status, message } = batch;
    await terminal.print(`${batch_id} ${status}: ${message}`);
    for (const { operation_id, error } of failed) {
      await terminal.print(`${operation_id}: ${error?.code}: ${error?.message}`);
    }
    if (batch.failed > failed.length)
      terminal.note(`More with: commerce batches operations ${batch.org_id} ${batch_id} --status failed --all`);
  }
  return batch.status === 'completed' && batch.failed === 0 ? EXIT.done : EXIT.failed;
}

import { getEventListeners } from 'node:events';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { AbortError, CommerceError } from '../src/index.ts';
import { validateFeed } from '../src/validate.ts';

const HEADER = 'sku,product_name,price,currency\n';

const csv = (text: string, name = 'acme.csv') => new File([text], name);

/** A file of these pieces, which records whether its stream was closed. */
function streamed(pieces: Iterable<Uint8Array>, end?: Error) {
  const state = { closed: false };
  const iterator = pieces[Symbol.iterator]();
  const data = () =>
    new ReadableStream<Uint8Array>({
      pull(controller) {
        const { done, value } = iterator.next();
        if (!done) controller.enqueue(value);
        else if (end) controller.error(end);
        else controller.close();
      },
      cancel: () => {
        state.closed = true;
      },
    });
  return { file: { name: 'acme.csv', data }, state };
}

function* bytesOf(text: string): Generator<Uint8Array> {
  for (const byte of Buffer.from(text)) yield Uint8Array.of(byte);
}

describe('a validated feed', () => {
  it('has the problems that a load reports', async () => {
    const rows = 'A-1,Kettle,49.9,EUR\nA-2,,1.555,eur\nA-1,Kettle,x,\nA-1,Kettle,5,\n';
    expect(await validateFeed(csv(HEADER + rows))).toEqual({
      processed: 4,
      accepted: 1,
      skipped: 3,
      duplicates: 1,
      problems: [
        {
          line: 2,
          sku: 'A-1',
          column: 'sku',
          code: 'duplicate_sku',
          message: 'The SKU is named again in line 5, which counts.',
          value: 'A-1',
          severity: 'warning',
        },
        expect.objectContaining({ line: 3, sku: 'A-2', column: 'product_name', code: 'required', severity: 'error' }),
        expect.objectContaining({ line: 3, sku: 'A-2', column: 'price', code: 'too_many_decimals', value: '1.555' }),
        expect.objectContaining({ line: 4, sku: 'A-1', column: 'price', code: 'invalid_price', value: 'x' }),
      ],
      truncated: false,
    });
  });

  it('without errors has no problems and no refusal', async () => {
    const clean = { processed: 1, accepted: 1, skipped: 0, duplicates: 0, problems: [], truncated: false };
    expect(await validateFeed(csv(`${HEADER}A,B,1,USD\n`))).toEqual(clean);
  });

  it.each([
    ['a comma', ','],
    ['a semicolon', ';'],
  ])('can arrive one byte at a time, with %s', async (_, delimiter) => {
    const text = `\uFEFF${HEADER}A-1,"two\r\nlines é",1,USD\r\n\r\nA-2,🫖,2,x\r\n`.replaceAll(',', delimiter);
    const whole = await validateFeed(csv(text));
    expect(whole).toMatchObject({ processed: 2, skipped: 1, problems: [{ line: 5, code: 'unknown_currency' }] });
    expect(await validateFeed(streamed(bytesOf(text)).file)).toEqual(whole);
  });

  it('uses the default currency of the partner', async () => {
    const yen = csv('sku,product_name,price\nA,B,1.5\n');
    expect(await validateFeed(yen)).toMatchObject({ accepted: 1 });
    const report = await validateFeed(yen, { default_currency: 'JPY' });
    expect(report.problems).toMatchObject([{ line: 2, column: 'price', code: 'too_many_decimals', value: '1.5' }]);
  });

  it('is counted completely, and its first problems are kept', async () => {
    const rows = Array.from({ length: 5_000 }, (_, n) => (n % 2 === 0 ? `A-${n % 10},B,1,USD` : 'X,Y,bad,'));
    const report = await validateFeed(csv(HEADER + rows.join('\n')), {}, { maxProblems: 3 });
    expect(report).toMatchObject({ processed: 5_000, accepted: 5, skipped: 4_995, duplicates: 2_495, truncated: true });
    expect(report.problems.map(({ line, code }) => `${line} ${code}`)).toEqual([
      '2 duplicate_sku',
      '3 invalid_price',
      '4 duplicate_sku',
    ]);
    const none = await validateFeed(csv(`${HEADER}A,B,bad,\n`), {}, { maxProblems: 0 });
    expect(none).toMatchObject({ skipped: 1, problems: [], truncated: true });
  });

  it('that cannot be read further is counted up to there, with the line and the reason', async () => {
    expect(await validateFeed(csv(`${HEADER}A,B,1,\nC,${'D'.repeat(4_200_000)},1,\nE,F,1,\n`))).toMatchObject({
      processed: 1,
      refusal: { at: 'load', line: 3, message: 'The row at line 3 is over 4194304 bytes long.' },
    });
    const latin1 = new File([Buffer.from(`${HEADER}A,B,1,\nC,Caf\xe9,1,\n`, 'latin1')], 'acme.csv');
    expect(await validateFeed(latin1)).toMatchObject({
      processed: 1,
      refusal: { at: 'upload', line: 3, message: 'CSV file must be UTF-8 encoded.' },
    });
    const rows = `${HEADER}A,${'B'.repeat(4_200_000)},1,\n${'C,D,1,\n'.repeat(100_000)}E,Caf\xe9,1,\n`;
    const both = new File([Buffer.from(rows, 'latin1')], 'acme.csv');
    const { refusal } = await validateFeed(both);
    expect(refusal).toEqual({ at: 'upload', message: 'CSV file must be UTF-8 encoded.' });
  });

  it('is refused by the conditions of its upload', async () => {
    const half = csv(`${HEADER}A,B,1,\nC,D,x,\n`);
    expect((await validateFeed(half, { max_error_ratio: 0.5 })).refusal).toBeUndefined();
    expect((await validateFeed(half, { max_error_ratio: 0.4 })).refusal).toMatchObject({ at: 'load' });
    expect((await validateFeed(csv(HEADER), { mode: 'full' })).refusal?.message).toMatch(/no rows/);
  });
});

describe('validating', () => {
  it('reports progress: in bytes of the file, and in rows', async () => {
    const text = HEADER + 'A,B,1,USD\n'.repeat(50_000);
    const seen: { bytesRead: number; rows: number }[] = [];
    await validateFeed(csv(text), {}, { onProgress: (progress) => seen.push({ ...progress }) });
    expect(seen.length).toBeGreaterThan(3);
    expect(seen.at(-1)).toEqual({ bytesRead: text.length, bytesTotal: text.length, rows: 50_000 });
    expect(seen.map(({ rows }) => rows)).toEqual(seen.map(({ rows }) => rows).sort((a, b) => a - b));

    const packed = gzipSync(text);
    const last: object[] = [];
    const file = new File([packed], 'acme.csv.gz');
    await validateFeed(file, {}, { onProgress: (progress) => last.splice(0, 1, { ...progress }) });
    expect(last).toEqual([{ bytesRead: packed.length, bytesTotal: packed.length, rows: 50_000 }]);
  });

  it('ends immediately when its signal fires, also if the file sends nothing, and releases both', async () => {
    const controller = new AbortController();
    const silent = { name: 'acme.csv', data: () => new ReadableStream<Uint8Array>() };
    const outcome = validateFeed(silent, {}, { signal: controller.signal });
    setTimeout(() => controller.abort(new Error('enough')), 20);
    await expect(outcome).rejects.toBeInstanceOf(AbortError);
    expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
    await expect(validateFeed(csv(HEADER), {}, { signal: controller.signal })).rejects.toBeInstanceOf(AbortError);

    const { file, state } = streamed([Buffer.from(`${HEADER}A,B,1,\n`), Buffer.from('C,D,1,\n')]);
    const stop = new AbortController();
    const stopped = validateFeed(file, {}, { signal: stop.signal, onProgress: () => stop.abort() });
    await expect(stopped).rejects.toBeInstanceOf(AbortError);
    expect(state.closed).toBe(true);
  });

  it('ends with the error of the file, compressed or not', async () => {
    const trouble = new Error('disk on fire');
    await expect(validateFeed(streamed([Buffer.from(HEADER)], trouble).file)).rejects.toBe(trouble);
    const { file } = streamed([gzipSync(HEADER).subarray(0, 12)], trouble);
    await expect(validateFeed({ ...file, name: 'acme.csv.gz' })).rejects.toBe(trouble);
  });

  it('ends with the error of onProgress, and closes the file', async () => {
    const { file, state } = streamed(bytesOf(`${HEADER}A,B,1,USD\n`));
    const onProgress = () => {
      throw new Error('mine');
    };
    await expect(validateFeed(file, {}, { onProgress })).rejects.toThrow('mine');
    expect(state.closed).toBe(true);
  });

  it('of gzip with several members says that these are not supported here, not that they are damaged', async () => {
    const two = Buffer.concat([gzipSync(HEADER), gzipSync('A,B,1,USD\n')]);
    const outcome = validateFeed(new File([two], 'acme.csv.gz'));
    await expect(outcome).rejects.toBeInstanceOf(CommerceError);
    await expect(outcome).rejects.toThrow('validate the uncompressed file');
  });

  it.each([
    [{ currency: 'EUR' }, {}, 'Unknown field: currency. Known are: default_currency, mode, max_error_ratio.'],
    [{ signal: undefined }, {}, 'Options such as signal or timeoutMs are an argument of their own'],
    [{ default_currency: 'eur' }, {}, 'default_currency must be an ISO 4217 code such as USD or EUR, not "eur".'],
    [{ mode: 'half' }, {}, 'mode must be one of incremental, full, not "half".'],
    [{ max_error_ratio: 30 }, {}, 'max_error_ratio must be a number from 0 to 1, not 30.'],
    [{}, { maxProblem: 1 }, 'Unknown option: maxProblem. Known are: maxProblems, signal, onProgress.'],
    [{}, { maxProblems: -1 }, 'maxProblems must be a whole number of at least 0, not -1.'],
    [{}, { onProgress: 'yes' }, 'onProgress must be a function.'],
    [{}, { signal: 'stop' }, 'signal must be an AbortSignal'],
  ])('refuses %j with %j', async (fields, options, message) => {
    // @ts-expect-error wrong on purpose
    const outcome = validateFeed(csv(HEADER), fields, options);
    await expect(outcome).rejects.toThrow(message);
    await expect(outcome).rejects.toBeInstanceOf(TypeError);
  });

  it('refuses a path or a text', async () => {
    // @ts-expect-error a string is no file
    await expect(validateFeed('./acme.csv')).rejects.toThrow('A string is not a file');
  });
});

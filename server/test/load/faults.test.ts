import { Readable } from 'node:stream';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isConnectionFailure } from '../../src/database/failures.ts';
import { until } from '../support/until.ts';
import { counters, TestCatalogue } from './test-catalogue.ts';

let catalogue: TestCatalogue;
beforeAll(async () => {
  catalogue = await TestCatalogue.open();
});
afterAll(() => catalogue.close());
beforeEach(async () => {
  await catalogue.newPartner();
  await catalogue.load(feed('A-1,Kettle,1'));
});
afterEach(async () => {
  const { pool } = catalogue;
  await expect.poll(() => pool.totalCount - pool.idleCount + pool.waitingCount).toBe(0);
  const left = await pool.query(
    `select state from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and state is distinct from 'idle' and state <> ''`,
  );
  expect(left.rows).toEqual([]);
  expect(Object.keys(await catalogue.products())).toEqual(['A-1']);
});

const HEADER = 'sku,product_name,price\n';
const feed = (...rows: string[]): string => HEADER + rows.join('\n');
const ROWS = Array.from({ length: 20 }, (_, row) => `N-${row},New,1\n`).join('');

/** Terminates the first connection that meets a condition. */
async function endConnection(which: string): Promise<void> {
  await until(async () => {
    const ended = await catalogue.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid() and ${which}`,
    );
    return ended.rowCount === 1;
  });
}

/** A source that sends some rows, then behaves as specified. */
function source(then: (stream: Readable) => unknown): { openSource: () => Promise<Readable>; stream: Readable } {
  const stream = new Readable({ read: () => undefined });
  stream.push(HEADER + ROWS);
  const openSource = async () => {
    // Once its reader listens to it.
    setTimeout(() => then(stream), 50);
    return stream;
  };
  return { openSource, stream };
}

describe('a load that fails leaves nothing behind', () => {
  it('if the source breaks', async () => {
    const { openSource, stream } = source((broken) => broken.destroy(new Error('connection reset')));
    await expect(catalogue.load('', { openSource })).rejects.toThrow('connection reset');
    expect(stream.destroyed).toBe(true);
  });

  it('if the source cannot be opened', async () => {
    const openSource = () => Promise.reject(new Error('no such object'));
    await expect(catalogue.load('', { openSource })).rejects.toThrow('no such object');
  });

  it('if it is cancelled while the source is silent', async () => {
    const cancel = new AbortController();
    const { openSource, stream } = source(() => cancel.abort(new Error('cancelled')));
    await expect(catalogue.load('', { openSource, signal: cancel.signal })).rejects.toThrow('cancelled');
    expect(stream.destroyed).toBe(true);
  });

  it('if it is cancelled at its first chunk', async () => {
    const cancel = new AbortController();
    const options = { signal: cancel.signal, onProgress: () => cancel.abort(new Error('cancelled')) };
    await expect(catalogue.load(HEADER + ROWS, options)).rejects.toThrow('cancelled');
  });

  it('if it is cancelled before it starts', async () => {
    const opened = { count: 0 };
    const openSource = async () => {
      opened.count += 1;
      return Readable.from([HEADER]);
    };
    const signal = AbortSignal.abort(new Error('cancelled'));
    await expect(catalogue.load('', { signal, openSource })).rejects.toThrow('cancelled');
    expect(opened.count).toBe(0);
  });

  it('if its completion is refused', async () => {
    const complete = () => Promise.reject(new Error('overtaken'));
    await expect(catalogue.load(feed('N-1,New,1', 'N-2,New,bad'), { complete })).rejects.toThrow('overtaken');
    expect(await catalogue.problems()).toEqual(['3 price invalid_price']);
  });

  it.each([
    ['copying', `query like 'copy pg_temp%'`],
    ['reporting', `query like 'copy job_error%'`],
  ])('if the database closes the connection that is %s', async (_, which) => {
    const { openSource } = source(async (stream) => {
      stream.push('N-x,New,bad\n'.repeat(2_000) + 'N-y,New,1\n'.repeat(5_000));
      await endConnection(`state <> 'idle' and ${which}`);
      stream.push(ROWS.repeat(1_000));
      stream.push(null);
    });
    await expect(catalogue.load('', { openSource, chunkRows: 50_000 })).rejects.toSatisfy(isConnectionFailure);
  });

  it('if the database closes an idle connection', async () => {
    const { openSource, stream } = source(() => endConnection(`state = 'idle in transaction'`));
    await expect(catalogue.load('', { openSource })).rejects.toSatisfy(isConnectionFailure);
    expect(stream.destroyed).toBe(true);
  });
});

/** Waits until a load has asked for its turn and has to wait. */
async function turnsWaitedFor(): Promise<void> {
  const { rows } = await catalogue.pool.query<{ now: Date }>('select clock_timestamp() as now');
  await until(async () => {
    const asked = await catalogue.pool.query(
      `select from pg_stat_activity where datname = current_database() and query = 'commit' and query_start > $1`,
      [rows[0]?.now],
    );
    return (asked.rowCount ?? 0) > 0;
  });
}

describe('two loads of one partner', () => {
  it('run one after the other, and the second opens its file when it is its turn', async () => {
    const order: string[] = [];
    const { promise: asked, resolve: goOn } = Promise.withResolvers<void>();
    const slow = catalogue.load(feed('A-1,Kettle,2'), {
      openSource: async () => {
        order.push('first opened');
        await asked;
        return Readable.from([Buffer.from(feed('A-1,Kettle,2'))]);
      },
      complete: async () => {
        order.push('first done');
      },
    });
    await until(async () => order.length > 0);
    const next = catalogue.load(feed('A-1,Kettle,3'), {
      openSource: async () => {
        order.push('second opened');
        return Readable.from([Buffer.from(feed('A-1,Kettle,3'))]);
      },
    });
    await turnsWaitedFor();
    goOn();
    await Promise.all([slow, next]);
    expect(order).toEqual(['first opened', 'first done', 'second opened']);
    expect((await next).result).toEqual(counters({ processed: 1, updated: 1 }));
    expect(await catalogue.history()).toEqual(['A-1 1 USD > 2 USD', 'A-1 2 USD > 3 USD']);
  });

  it('can be cancelled while waiting', async () => {
    const cancel = new AbortController();
    const { promise: over, resolve: end } = Promise.withResolvers<void>();
    const { promise: atEnd, resolve: arrive } = Promise.withResolvers<void>();
    const complete = () => {
      arrive();
      return over;
    };
    const slow = catalogue.load(feed('A-1,Kettle,1'), { complete });
    await atEnd;
    const waiting = catalogue.load(feed('A-1,Kettle,9'), { signal: cancel.signal });
    const outcome = expect(waiting).rejects.toThrow('cancelled');
    await turnsWaitedFor();
    cancel.abort(new Error('cancelled'));
    await outcome;
    end();
    await slow;
  });
});

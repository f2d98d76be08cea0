import type { Feed, FeedAccepted, ProblemBody, UploadTicket } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { Presigned } from './support/presigned.ts';
import { END, filePart, RawUpload, textPart } from './support/raw-request.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer({ WORKER: 'off' });
const presigned = new Presigned(server);
const CSV = 'sku,product_name\nA,B\n';

const NAMES: [string, string, RegExp][] = [
  ['line ends', 'a\r\nX-Evil: 1.csv', /^a X-Evil: 1\.csv$/],
  ['control characters', 'a\u0007b\u001b.csv', /^ab\.csv$/],
  ['folders', '../../etc/a.csv', /^a\.csv$/],
  ['folders of Windows', 'C:\\feeds\\a.csv', /^a\.csv$/],
  ['emoji', '😀 2026.csv', /^😀 2026\.csv$/],
  ['quotes', `a"b'c;d.csv`, /^a"b'c;d\.csv$/],
  ['other scripts', '日本語.csv', /^日本語\.csv$/],
];

async function downloadName(feedId: string): Promise<string> {
  const { headers } = await server.call(`/feeds/${feedId}/file`);
  const file = await fetch(headers.get('location') ?? '');
  expect(file.status).toBe(200);
  expect(await file.text()).toBe(CSV);
  const [, encoded = ''] = /filename\*=UTF-8''(\S+)$/.exec(file.headers.get('content-disposition') ?? '') ?? [];
  return decodeURIComponent(encoded);
}

describe('a file name', () => {
  it.each(NAMES)('with %s is stored as a plain one, and used for the download', async (what, name, kept) => {
    const { ticket } = await presigned.upload(CSV, { file_name: name });
    const direct = await server.upload<FeedAccepted>(CSV, { name });
    // Control characters other than line ends, which are sent escaped, make an invalid form.
    if (direct.status !== 201) expect([what, direct.status]).toEqual(['control characters', 400]);
    for (const feedId of [ticket.feed_id, direct.body.feed_id ?? ticket.feed_id]) {
      expect((await server.call<Feed>(`/feeds/${feedId}`)).body.file_name).toMatch(kept);
      expect(await downloadName(feedId)).toMatch(kept);
    }
  });

  it('of a form that is very long is cut, and never within a character', async () => {
    const { body } = await server.upload<FeedAccepted>(CSV, { name: `${'😀'.repeat(300)}.csv` });
    const { file_name } = (await server.call<Feed>(`/feeds/${body.feed_id}`)).body;
    expect(file_name).toBe(`${'😀'.repeat(251)}.csv`);
    expect(await downloadName(body.feed_id)).toBe(file_name);
    const asked = await server.call('/feeds/upload-url', {
      body: { partner_name: 'Acme Corp', file_name: `${'n'.repeat(300)}.csv` },
    });
    expect(asked.body).toMatchObject({ status: 422, errors: [{ path: 'file_name' }] });
  });

  it('that has nothing left is refused', async () => {
    const asked = await server.call('/feeds/upload-url', { body: { partner_name: 'Acme Corp', file_name: 'a.csv/' } });
    expect(asked.body).toMatchObject({ status: 400, code: 'invalid_file' });
  });
});

describe('a content type', () => {
  it.each(['text/csv\r\nx-evil: 1', 'text/csv\n', 'text/csv; charset=ü', 'text/csv\u0000', '😀', 'x'.repeat(101)])(
    'of %j is refused when a URL is requested',
    async (content_type) => {
      const body = { partner_name: 'Acme Corp', file_name: 'a.csv', content_type };
      const refused = await server.call<ProblemBody>('/feeds/upload-url', { body });
      expect([400, 422]).toContain(refused.status);
    },
  );

  it('with parameters is sent as announced', async () => {
    const { ticket } = await presigned.upload(CSV, { content_type: 'text/csv; charset=utf-8; header=present' });
    expect(ticket.headers).toEqual<UploadTicket['headers']>({
      'content-type': 'text/csv; charset=utf-8; header=present',
    });
  });
});

describe('a form that holds NUL', () => {
  it('is refused, or the name read without it', async () => {
    const field = new RawUpload(server.url);
    expect(await field.end(textPart('partner_name', 'Acme\0Corp') + filePart(CSV) + END)).toBe(422);
    const name = new RawUpload(server.url);
    name.send(textPart('partner_name', 'Acme Corp'));
    expect(await name.end(filePart(CSV, 'file', 'a\0b.csv') + END)).toBeLessThan(500);
  });
});

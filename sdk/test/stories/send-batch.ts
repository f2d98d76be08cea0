import { crc32 } from 'node:zlib';
import type { RawAnswer, StoryApi } from './story-api.ts';

/** A ZIP whose files are stored without compression. */
export function zipFiles(files: Record<string, string>): Uint8Array<ArrayBuffer> {
  const local: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const [title, content] = [Buffer.from(name), Buffer.from(text)];
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt32LE(crc32(content), 10);
    head.writeUInt32LE(content.length, 14);
    head.writeUInt32LE(content.length, 18);
    head.writeUInt16LE(title.length, 22);
    local.push(Buffer.from('PK\x03\x04'), head, title, content);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\x00'), head, rest, title);
    offset += 30 + title.length + content.length;
  }
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06');
  end.writeUInt16LE(directory.length / 4, 8);
  end.writeUInt16LE(directory.length / 4, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...local, ...directory, end]));
}

interface Org {
  id: string;
  key: string;
}

/**
 * Uploads a ZIP, creates a batch from it and waits for its end.
 *
 * @returns its path and its results
 */
export async function runBatch(
  api: StoryApi,
  { id, key }: Org,
  file: Uint8Array<ArrayBuffer>,
  wish: object = {},
  type = 'valid-from-price-updates',
) {
  const at = `/org/${id}/operations-batches`;
  const upload = (await api.get(`${at}/upload-url`, { key })).body;
  await api.call('PUT', upload.upload_url, { key: null, headers: upload.headers, body: file, unrecorded: true });
  const { upload_id } = upload;
  const made = await api.post(`${at}/${type}`, { upload_id, ...wish }, { key });
  return { upload_id, path: `${at}/${made.body.batch_id}`, ended: await endBatch(api, key, at, made) };
}

export async function endBatch(api: StoryApi, key: string, at: string, made: RawAnswer): Promise<RawAnswer> {
  await api.get(`/jobs/${made.body.job_id}?wait=30`, { key });
  await api.get(`${at}/${made.body.batch_id}/operations`, { key });
  return api.get(`${at}/${made.body.batch_id}`, { key });
}

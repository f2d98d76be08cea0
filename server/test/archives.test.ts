import { readFileSync } from 'node:fs';
import path from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { type ArchiveRules, fileRole } from '@commerce-integration/contract/rules';
import { describe, expect, it } from 'vitest';
import { ByteBlocks } from '../src/archives/byte-blocks.ts';
import { readDirectory } from '../src/archives/read-directory.ts';
import { unpackEntry } from '../src/archives/unpack-entry.ts';
import { verifyEntries } from '../src/archives/verify-entries.ts';
import { type BuiltArchive, type BuiltFile, zipOf } from './support/archives/zip-bytes.ts';

const RULES: ArchiveRules = {
  maxFiles: 10,
  maxFileBytes: 100_000,
  maxBytes: 250_000,
  maxRatio: 200,
  roleOf: fileRole,
};

function blocksOf(bytes: Buffer, asked: { start: number; end: number }[] = []): ByteBlocks {
  return new ByteBlocks({
    size: bytes.length,
    read: async (start, end) => {
      asked.push({ start, end });
      return bytes.subarray(start, end);
    },
  });
}

/** The files of an archive and their texts, by name. */
async function filesOf(bytes: Buffer, rules = RULES): Promise<Record<string, string>> {
  const blocks = blocksOf(bytes);
  const directory = await readDirectory(blocks, rules);
  const files = await verifyEntries(blocks, directory, new AbortController().signal);
  const texts: [string, string][] = [];
  for (const file of files) {
    const range = { start: file.dataOffset, end: file.dataOffset + file.packedBytes };
    await blocks.load([range]);
    const packed = blocks.bytes(range.start, range.end);
    texts.push([file.name, unpackEntry({ ...file, deflated: file.method === 8 }, packed).toString()]);
  }
  return Object.fromEntries(texts);
}

const refusalOf = (files: BuiltFile[], archive?: BuiltArchive, rules?: ArchiveRules) =>
  filesOf(zipOf(files, archive), rules).then(
    () => 'nothing',
    (error: Error) => `${error.name}: ${error.message}`,
  );

const refuses = (refusal: string) => `ArchiveRefused: ${refusal}`;
const A = { name: 'a.json', content: '{"a":1}' };
const B = { name: 'b.json', content: '{"b":2}' };

describe('an archive', () => {
  const made = (name: string) => readFileSync(path.join(import.meta.dirname, 'support/archives', `${name}.zip`));

  it.each([
    'info-zip',
    'info-zip-stored',
    'info-zip-piped',
    'python',
    'python-zip64',
    'python-streamed',
    'java',
    'java-jar',
    '7-zip',
  ])('made by %s is readable', async (name) => {
    const files = await filesOf(made(name));
    expect(Object.keys(files).sort()).toEqual(['c1.json', 'c2.json', 'c3.json', 'größe.json', 'no_channel.json']);
    expect(JSON.parse(files['c2.json'] ?? '')).toMatchObject({ operation_id: 'c2' });
    expect(files['größe.json']).toBe('{"operation_id":"größe"}');
  });

  it('made by Windows Explorer is readable', async () => {
    // No flags or extra fields; the sizes precede the data.
    const files = [A, B, { name: 'empty.json', method: 0 }].map((file) => ({ ...file, withoutNameFlag: true }));
    expect(await filesOf(zipOf(files))).toEqual({ 'a.json': '{"a":1}', 'b.json': '{"b":2}', 'empty.json': '' });
  });

  it('may have folders, a comment and every form of data descriptor', async () => {
    const files: BuiltFile[] = [
      { name: 'folder/', method: 0 },
      { ...A, descriptor: 'signed' },
      { ...B, descriptor: 'unsigned' },
      { ...A, name: 'c.json', descriptor: 'zip64' },
      { ...A, name: 'd.json', method: 0, descriptor: 'signed' },
    ];
    expect(Object.keys(await filesOf(zipOf(files, { comment: 'Spring prices' })))).toHaveLength(4);
    expect(await filesOf(made('info-zip-folder'))).toHaveProperty(['c1.json']);
  });

  it('is readable whatever the order of its directory', async () => {
    const bytes = zipOf(Array.from({ length: 10 }, (_, n) => ({ name: `${9 - n}.json`, content: `{"n":${n}}` })));
    expect(Object.keys(await filesOf(bytes))).toHaveLength(10);
  });

  it('may contain the report of an errors.zip of any size', async () => {
    const report = { name: 'errors.json', content: `\n [${' '.repeat(400_000)}]` };
    expect(Object.keys(await filesOf(zipOf([A, report, B])))).toEqual(['a.json', 'b.json']);
    const stored = { ...report, method: 0, content: `[${'{}, '.repeat(90_000)}{}]` };
    expect(Object.keys(await filesOf(zipOf([stored, A])))).toEqual(['a.json']);
    expect(await refusalOf([A, { name: 'errors.json', content: '{"@type":"X"}' }])).toMatch(
      /errors.json has the name of the report in an errors.zip/,
    );
  });
});

describe('an archive is refused for', () => {
  it.each<[string, BuiltFile, string]>([
    ['an encrypted entry', { ...A, flags: 0x0001 }, 'is encrypted: send the archive without a password.'],
    ['an entry with a masked header', { ...A, flags: 0x2000 }, 'is encrypted: send the archive without a password.'],
    ['a patch', { ...A, flags: 0x0020 }, 'is a patch, not a file.'],
    ['bzip2', { ...A, method: 12 }, 'is packed by method 12: only stored and DEFLATE are read.'],
    ['AES', { ...A, method: 99 }, 'is packed by method 99: only stored and DEFLATE are read.'],
    [
      'a stored entry of two sizes',
      { ...A, method: 0, packed: Buffer.from('{}') },
      'is stored, but has two different sizes.',
    ],
    ['a large entry', { ...A, content: 'x'.repeat(100_001), method: 0 }, 'is over 100000 bytes, unpacked.'],
    ['a ZIP bomb', { ...A, content: 'x'.repeat(99_999) }, 'unpacks to more than 200 times its size.'],
    [
      'a bomb that lies about its size',
      { ...A, content: 'x'.repeat(99_999), claims: { unpackedBytes: 10 } },
      'has another size than the directory says.',
    ],
    [
      'an entry that claims too much',
      { ...A, claims: { unpackedBytes: 90 } },
      'has another size than the directory says.',
    ],
    ['a wrong checksum', { ...A, claims: { crc32: 7 } }, 'is damaged: its checksum is wrong.'],
    ['no DEFLATE at all', { ...A, packed: Buffer.from('ffffffff', 'hex') }, 'is damaged: it cannot be unpacked.'],
    [
      'DEFLATE cut off',
      { ...A, packed: deflateRawSync(A.content).subarray(0, -2) },
      'is damaged: it cannot be unpacked.',
    ],
    [
      'bytes behind the packed data',
      { ...A, packed: Buffer.concat([deflateRawSync(A.content), Buffer.from('more')]) },
      'has bytes behind its packed data.',
    ],
    ['another name in the header', { ...A, localName: 'b.json' }, 'has a header that is at odds with the directory.'],
    ['bytes behind an entry', { ...A, gap: Buffer.from('?') }, 'is followed by bytes that belong to no entry.'],
    [
      'many bytes behind an entry',
      { ...A, gap: Buffer.alloc(200_000) },
      'is followed by bytes that belong to no entry.',
    ],
  ])('%s', async (_, file, refusal) => {
    expect(await refusalOf([B, file])).toBe(refuses(`Entry a.json ${refusal}`));
    expect(await refusalOf([file, B])).toBe(refuses(`Entry a.json ${refusal}`));
  });

  it.each([
    ['../a.json', 'has `..` in its name'],
    ['a/../b.json', 'has `..` in its name'],
    ['../', 'has `..` in its name'],
    ['/a.json', 'has an absolute path as its name'],
    ['C:\\a.json', 'has a backslash in its name'],
    ['..\\a.json', 'has a backslash in its name'],
    ['__MACOSX/../a.json', 'has `..` in its name'],
  ])('the name %s', async (name, refusal) => {
    expect(await refusalOf([{ ...A, name }])).toBe(
      refuses(`Entry ${name} ${refusal}: files must be at the root of the archive.`),
    );
  });

  it('a name with a NUL, without letters, or in another encoding', async () => {
    expect(await refusalOf([{ ...A, name: 'a\0.json' }])).toBe(
      refuses('Entry a?.json has a NUL character in its name.'),
    );
    expect(await refusalOf([{ ...A, name: '' }])).toBe(refuses('Entry  has no name.'));
    expect(await refusalOf([{ ...A, name: Buffer.from('gr\x94\xe1e.json', 'latin1') }])).toMatch(
      /has a name that is not UTF-8/,
    );
  });

  it('strong encryption, with the number of the entry', async () => {
    expect(await refusalOf([B, { ...A, flags: 0x0041 }])).toBe(
      refuses('Entry number 2 is encrypted: send the archive without a password.'),
    );
  });

  it('an overlapping-entries bomb', async () => {
    // All entries share one kernel: every directory entry points at the same bytes.
    const kernel = zipOf([A]);
    const same = { ...A, packed: Buffer.alloc(0), claims: { packedBytes: kernel.length, headerOffset: 0 } };
    expect(await refusalOf([A, { ...same, name: 'a2.json' }])).toMatch(/Entry a2?\.json overlaps another one\./);
    // Quoting: the data of an entry contains the header and data of the next.
    const inner = zipOf([B]).subarray(0, 30 + 6 + deflateRawSync(B.content).length);
    const outer = { name: 'a.json', method: 0, content: inner };
    expect(await refusalOf([outer, { ...B, claims: { headerOffset: 36 } }])).toBe(
      refuses('Entry a.json overlaps another one.'),
    );
  });

  it('more than the total size limit', async () => {
    const noise = (n: number) =>
      Buffer.from(Array.from({ length: 90_000 }, (_, i) => (i * i * (n + 7) + (i >> 3)) % 251));
    const large = Array.from({ length: 3 }, (_, n) => ({ name: `${n}.json`, content: noise(n), method: 0 }));
    expect(await refusalOf(large)).toBe(refuses('The archive is over 250000 bytes, unpacked.'));
    const many = Array.from({ length: 11 }, (_, n) => ({ name: `${n}.json`, content: '{}' }));
    expect(await refusalOf(many)).toBe(refuses('The archive has more than 10 entries: send it as several.'));
    expect(await refusalOf([A], { count: 60_000 })).toBe(
      refuses('The archive has more than 10 entries: send it as several.'),
    );
  });

  it('no archive, or an incomplete one', async () => {
    const whole = zipOf([A, B]);
    const cut = (end: number) => filesOf(whole.subarray(0, end)).catch((error: Error) => error.message);
    expect(await cut(whole.length - 30)).toBe('The file is not a ZIP archive, or it is truncated.');
    expect(await cut(whole.length - 1)).toMatch(/not a ZIP archive, or it is truncated/);
    expect(await filesOf(Buffer.from('not a zip')).catch((e: Error) => e.message)).toMatch(/not a ZIP archive/);
    expect(await filesOf(Buffer.alloc(0)).catch((e: Error) => e.message)).toMatch(/not a ZIP archive/);
    const middle = Buffer.concat([whole.subarray(0, 20), whole.subarray(30)]);
    expect(await filesOf(middle).catch((e: Error) => e.name)).toBe('ArchiveRefused');
  });

  it('garbage before and after it', async () => {
    expect(await refusalOf([A], { before: Buffer.from('#!/bin/sh\n') })).toBe(
      refuses('There are bytes before the first entry: the archive must begin with it.'),
    );
    // The offsets do not count the preceding bytes, so all of them are wrong.
    const shifted = Buffer.concat([Buffer.from('MZ stub'), zipOf([A])]);
    expect(await filesOf(shifted).catch((error: Error) => error.name)).toBe('ArchiveRefused');
    expect(await refusalOf([A], { behind: Buffer.from('tail') })).toBe(
      refuses('There are bytes behind the end of the archive, or it is cut off.'),
    );
  });

  it('spanning, a signature, and more entries than its directory', async () => {
    expect(await refusalOf([A], { disk: 1 })).toBe(refuses('The archive is split into several files: send it as one.'));
    const directory = /^ArchiveRefused: The directory of the archive is not as long as it says/;
    expect(await refusalOf([A], { signature: Buffer.from('504b050504000000', 'hex') })).toMatch(directory);
    expect(await refusalOf([A, B], { count: 1 })).toMatch(directory);
    expect(await refusalOf([A], { count: 3 })).toMatch(/The directory of the archive is damaged at entry number 2/);
  });
});

describe('reading by ranges', () => {
  const noise = Buffer.from(Array.from({ length: 4_000_000 }, (_, n) => (n * 7919 + (n >> 7) * 31) % 256));

  it('requests no byte twice, and adjacent ranges together', async () => {
    const asked: { start: number; end: number }[] = [];
    const blocks = blocksOf(noise, asked);
    await blocks.load([{ start: 10, end: 20 }]);
    await blocks.load([{ start: 0, end: 2_000_000 }]);
    await blocks.load([{ start: 500_000, end: 600_000 }]);
    expect(blocks.bytes(499_990, 500_010)).toEqual(noise.subarray(499_990, 500_010));
    const bytes = asked.reduce((sum, { start, end }) => sum + end - start, 0);
    expect(bytes).toBeLessThan(2_000_000 + 64 * 1024);
    expect(asked.length).toBeLessThanOrEqual(4);
  });

  it('distinguishes failures of the source from defects of the archive', async () => {
    const blocks = new ByteBlocks({ size: 100, read: () => Promise.reject(new TypeError('away')) });
    await expect(readDirectory(blocks, RULES)).rejects.toThrow(TypeError);
    const short = new ByteBlocks({ size: 100, read: async () => Buffer.alloc(3) });
    await expect(readDirectory(short, RULES)).rejects.toThrow('Asked for 100 bytes and got 3');
  });

  it('stops on request', async () => {
    const bytes = zipOf([A, B]);
    const directory = await readDirectory(blocksOf(bytes), RULES);
    const stop = AbortSignal.abort(new Error('enough'));
    await expect(verifyEntries(blocksOf(bytes), directory, stop)).rejects.toThrow('enough');
  });
});

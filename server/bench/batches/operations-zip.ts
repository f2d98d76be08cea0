import { crc32, deflateRawSync } from 'node:zlib';
import { type PackedFile, writeArchive } from '../../src/archives/write-archive.ts';

type BuiltFile = PackedFile & { packed: Buffer };

/** The price list of a product; each round sets other prices than the previous one. */
export function priceListOf(product: number, round: number) {
  return [
    { valid_from: '2026-01-01T00:00:00Z', price: (product % 1_000) + 10 + round / 100, currency: 'USD' },
    { valid_from: '2027-01-01T00:00:00Z', price: (product % 1_000) + 20 + round / 100, currency: 'USD' },
  ];
}

/** A ZIP of price updates, one for each product. */
export async function operationsZip(operations: number, round: number): Promise<Buffer> {
  const files = Array.from({ length: operations }, (_, index) => fileOf(index + 1, round));
  const pieces: Buffer[] = [];
  const archive = writeArchive<BuiltFile>({
    files: async function* () {
      yield files;
    },
    bytesOf: async (asked) => asked.map(({ packed }) => packed),
    last: {
      name: 'errors.json',
      text: async function* () {
        yield '[]';
      },
    },
  });
  for await (const piece of archive) pieces.push(piece);
  return Buffer.concat(pieces);
}

function fileOf(product: number, round: number): BuiltFile {
  const operationId = `op-${String(product).padStart(6, '0')}`;
  const content = Buffer.from(
    JSON.stringify({
      '@type': 'ProductValidFromPriceUpdate',
      operation_id: operationId,
      product: { id: `PR${String(product).padStart(5, '0')}` },
      price_list: priceListOf(product, round),
    }),
  );
  const packed = deflateRawSync(content);
  return {
    name: `${operationId}.json`,
    packed,
    packedBytes: packed.length,
    unpackedBytes: content.length,
    crc32: crc32(content),
    deflated: true,
  };
}

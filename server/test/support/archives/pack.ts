import { createWriteStream } from 'node:fs';
import { ZipFile } from 'yazl';

// Packs files of the working directory: `node pack.ts target.zip a.json b.json`.

const [target, ...names] = process.argv.slice(2);
const zip = new ZipFile();
for (const name of names) zip.addFile(name, name);
zip.outputStream.pipe(createWriteStream(target ?? ''));
zip.end();

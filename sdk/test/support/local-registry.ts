import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createPackageFromTarballData } from '@arethetypeswrong/core';

/** A registry on this machine that has one package, with the interface that npm uses. */
export interface LocalRegistry {
  url: string;
  close(): Promise<void>;
}

/** Serves a packed package as the only version of its name; all other names are unknown. */
export async function localRegistry(tarball: Uint8Array): Promise<LocalRegistry> {
  const contents = createPackageFromTarballData(tarball);
  const { packageName: name, packageVersion: version } = contents;
  const manifest = JSON.parse(contents.readFile(`/node_modules/${name}/package.json`)) as object;
  const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
  const server = createServer((req, res) => {
    const asked = decodeURIComponent(req.url ?? '');
    if (asked === '/package.tgz') return res.end(tarball);
    if (asked !== `/${name}`) return res.writeHead(404).end('{}');
    const dist = { tarball: `http://${req.headers.host}/package.tgz`, integrity };
    const versions = { [version]: { ...manifest, dist } };
    return res
      .setHeader('content-type', 'application/json')
      .end(JSON.stringify({ name, 'dist-tags': { latest: version }, versions }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

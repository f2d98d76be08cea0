import { createServer } from 'node:http';

// The receiver of deliveries: `/s/…` responds immediately, `/hang/…` never. `GET /` returns how many deliveries
// arrived, and their delays after the events in milliseconds, and resets the counts.

let count = 0;
let last = 0;
let delays: number[] = [];

createServer(async (req, res) => {
  if (req.method === 'GET') {
    res.end(JSON.stringify({ count, last, delays }));
    [count, delays] = [0, []];
    return;
  }
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  if (req.url?.startsWith('/hang/')) return;
  res.writeHead(204).end();
  count += 1;
  last = Date.now();
  const { occurred_at } = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  if (delays.length < 20_000) delays.push(last - Date.parse(occurred_at));
}).listen(Number(process.env.PORT), '127.0.0.1', () => process.stdout.write('ready\n'));

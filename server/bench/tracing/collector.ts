import { createServer } from 'node:http';

// An OpenTelemetry collector that accepts everything; GET returns the number of received bytes.

let bytes = 0;

createServer((req, res) => {
  if (req.method === 'GET') return void res.end(String(bytes));
  req.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
  });
  req.on('end', () => res.setHeader('content-type', 'application/json').end('{}'));
}).listen(Number(process.env.PORT), '127.0.0.1', () => process.stdout.write('ready\n'));

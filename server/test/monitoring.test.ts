import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pino } from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import { readConfig } from '../src/config/config.ts';
import { startServer } from '../src/process/start-server.ts';
import { freshEnvironment, startTestServer } from './support/server.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../docs/monitoring');
const server = await startTestServer();
const metrics = (await server.call<string>('/metrics')).body;

/** All series that the process exports, including those of histograms. */
const SERIES = new Set(
  [...metrics.matchAll(/^# TYPE (\w+) (\w+)$/gm)].flatMap(([, name = '', type]) =>
    type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
  ),
);

const WORDS = new Set(['by', 'without', 'and', 'or', 'unless', 'on', 'ignoring', 'bool']);

/** The names of series in an expression: every word that is not a function, keyword, label, duration or number. */
function seriesIn(expression: string): string[] {
  const bare = expression.replaceAll(/\{[^}]*\}|\[[^\]]*\]|\b(?:by|without)\s*\([^)]*\)/g, ' ');
  return [...bare.matchAll(/\b([a-z_][a-z0-9_]*)\b(?!\s*\()/gi)].flatMap(([, name = '']) =>
    WORDS.has(name) ? [] : [name],
  );
}

const dashboard = JSON.parse(readFileSync(path.join(FOLDER, 'grafana-dashboard.json'), 'utf8')) as {
  panels: { title: string; targets?: { expr: string }[] }[];
};
const alerts = readFileSync(path.join(FOLDER, 'alerts.yml'), 'utf8');
const EXPRESSIONS = [
  ...dashboard.panels.flatMap(({ title, targets = [] }) => targets.map(({ expr }) => [title, expr] as const)),
  ...[...alerts.matchAll(/- alert: (\w+)\n\s+expr: (["'])(.*)\2$/gm)].map(
    ([, name = '', , expr = '']) => [name, expr.replaceAll("''", "'")] as const,
  ),
];

it('has expressions in each panel and alert', () => {
  const panels = dashboard.panels.filter(({ targets }) => targets);
  const named = new Set(EXPRESSIONS.map(([name]) => name));
  expect(panels.map(({ title }) => title).filter((title) => !named.has(title))).toEqual([]);
  const alerted = [...alerts.matchAll(/- alert: (\w+)/g)].map(([, name = '']) => name);
  expect(alerted.length).toBeGreaterThan(0);
  expect(alerted.filter((name) => !named.has(name))).toEqual([]);
});

it.each(EXPRESSIONS)('“%s” uses existing metrics', (_, expression) => {
  const names = seriesIn(expression);
  expect(names).not.toEqual([]);
  expect(names.filter((name) => !SERIES.has(name))).toEqual([]);
});

it('is available from a process that only works, with its health', async () => {
  const lines: string[] = [];
  const log = pino({}, { write: (line) => void lines.push(line) });
  const environment = await freshEnvironment({ WORKER: 'only', METRICS_PORT: '0' });
  const worker = await startServer(readConfig(environment), log);
  onTestFinished(() => worker.stop());
  const { url } = lines.map((line) => JSON.parse(line)).find(({ msg }) => msg === 'metrics server ready') as {
    url: string;
  };
  const answers = ['/metrics', '/health', '/products'].map(async (path) => {
    const answer = await fetch(url + path);
    return { path, status: answer.status, text: await answer.text() };
  });
  expect(await Promise.all(answers)).toMatchObject([
    { status: 200, text: expect.stringContaining('# TYPE job_duration_seconds histogram') },
    { status: 200, text: '{"status":"ok","database":"connected"}' },
    { status: 404 },
  ]);
});

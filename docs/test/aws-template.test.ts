import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseDocument, type ScalarTag } from 'yaml';
import { environmentSchema } from '../../server/src/config/config.ts';

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

/** The long form of a short form such as `!Ref Bucket`. */
interface Reference {
  readonly kind: string;
  readonly text: string;
}

const SHORT_FORMS = ['Ref', 'GetAtt', 'Sub'].map(
  (kind): ScalarTag => ({ tag: `!${kind}`, resolve: (text): Reference => ({ kind, text }) }),
);

interface Template {
  Parameters: Record<string, { Type: string }>;
  Resources: Record<string, { Type: string; DependsOn?: string; Properties: Record<string, unknown> }>;
  Outputs: Record<string, unknown>;
}

const document = parseDocument(read('examples/aws/template.yaml'), { customTags: SHORT_FORMS });
const template = document.toJS() as Template;
const names = new Set([...Object.keys(template.Parameters), ...Object.keys(template.Resources)]);

function everyValue(value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [value];
  return [value, ...Object.values(value).flatMap(everyValue)];
}

const values = everyValue(template);
const references = values.filter(
  (value): value is Reference => typeof value === 'object' && value !== null && 'kind' in value && 'text' in value,
);

/** The names to which a value refers, without those of AWS itself. */
function namesIn({ kind, text }: Reference): string[] {
  const all = kind === 'Sub' ? [...text.matchAll(/\$\{([^}!]+)\}/g)].map(([, name = '']) => name) : [text];
  return all.map((name) => name.split('.')[0] ?? '').filter((name) => !name.startsWith('AWS::'));
}

interface Variable {
  readonly Name: string;
}

const containers = Object.values(template.Resources).flatMap(
  ({ Properties: { ContainerDefinitions = [] } }) =>
    ContainerDefinitions as { Name: string; Image: unknown; Environment?: Variable[]; Secrets?: Variable[] }[],
);

describe('the template for AWS', () => {
  it('is YAML without errors', () => {
    expect(document.errors).toEqual([]);
    expect(references.length).toBeGreaterThan(50);
  });

  it('refers only to its own parameters and resources', () => {
    expect(references.flatMap(namesIn).filter((name) => !names.has(name))).toEqual([]);
    const waitedFor = Object.values(template.Resources).flatMap(({ DependsOn }) => DependsOn ?? []);
    expect(waitedFor.filter((name) => !names.has(name))).toEqual([]);
  });

  it('uses all of its parameters', () => {
    const used = new Set(references.flatMap(namesIn));
    expect(Object.keys(template.Parameters).filter((name) => !used.has(name))).toEqual([]);
  });

  it('sets only variables that the server has, and passes secrets as secrets', () => {
    const ours = containers.filter(({ Name }) => Name !== 'metrics');
    expect(ours.map(({ Name }) => Name)).toEqual(['api', 'worker']);
    for (const { Environment = [], Secrets = [] } of ours) {
      const open = Environment.map(({ Name }) => Name);
      const known = Object.keys(environmentSchema.shape);
      expect([...open, ...Secrets.map(({ Name }) => Name)].filter((name) => !known.includes(name))).toEqual([]);
      expect(open.filter((name) => /KEY|SECRET|TOKEN|DATABASE_URL/.test(name))).toEqual([]);
    }
  });

  it('scales and alarms by metrics of the server', () => {
    const told = ['jobs-api', 'webhooks', 'order-exports', 'order-updates']
      .map((feature) => read(`server/src/${feature}/index.ts`))
      .join('\n');
    const wanted = values
      .filter((value): value is { Namespace: string; MetricName: string } => Object(value).Namespace !== undefined)
      .filter(({ Namespace }) => Namespace === 'CommerceIntegration')
      .map(({ MetricName }) => MetricName);
    expect(wanted.length).toBeGreaterThan(2);
    for (const name of wanted) expect(told).toContain(`name: '${name}'`);
    const collected = String((template.Resources.MetricsConfig?.Properties.Value as Reference | undefined)?.text);
    for (const name of wanted) expect(collected).toContain(`^${name}$`);
  });
});

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../.vitepress/site-path.ts';

const SOURCES = path.join(root, 'server/src');

/**
 * The dependencies between features of the server, from the imports of their files. Indirect dependencies have no
 * arrow.
 */
export function featureMap(): string {
  const features = readdirSync(SOURCES).filter((folder) => isFeature(folder));
  const used = new Map(features.map((feature) => [feature, usedBy(feature, features)]));
  const arrows = features.flatMap((from) => {
    const direct = used.get(from) ?? [];
    return direct
      .filter((to) => !direct.some((between) => between !== to && reaches(used, between, to)))
      .map((to) => `  ${from} --> ${to}`);
  });
  return ['```mermaid', 'flowchart BT', ...arrows, '```'].join('\n');
}

function isFeature(folder: string): boolean {
  const index = path.join(SOURCES, folder, 'index.ts');
  return existsSync(index) && readFileSync(index, 'utf8').includes('defineFeature(');
}

function usedBy(feature: string, features: readonly string[]): string[] {
  const files = readdirSync(path.join(SOURCES, feature), { recursive: true, encoding: 'utf8' });
  const used = files
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .flatMap((file) => importsOf(path.join(SOURCES, feature, file)));
  return features.filter((other) => other !== feature && used.includes(other));
}

/** The folders directly below `server/src` from which a file imports. */
function importsOf(file: string): string[] {
  const specifiers = [...readFileSync(file, 'utf8').matchAll(/from '(\.[^']+)'/g)].map(
    ([, specifier = '']) => specifier,
  );
  return specifiers.map((specifier) => {
    const target = path.relative(SOURCES, path.resolve(path.dirname(file), specifier));
    return target.split(path.sep)[0] ?? '';
  });
}

function reaches(used: ReadonlyMap<string, string[]>, from: string, to: string): boolean {
  return (used.get(from) ?? []).some((next) => next === to || reaches(used, next, to));
}

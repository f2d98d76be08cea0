// Checks the English of the pages and of the contract's descriptions. Prints nothing if it passes.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import writeGood from 'write-good';
import { openApiDocument } from '../../contract/src/openapi.ts';
import { root } from '../../setup.mjs';

/** Generated pages are checked at the source of their text: in the contract and the SDK. */
const GENERATED = /^docs\/reference\/(endpoints|sdk)\//;

/** The checks of write-good that find mistakes; those for the passive, adverbs and "there is" are matters of taste. */
const CHECKS = { passive: false, thereIs: false, eprime: false, adverb: false, so: false };

/** Words that write-good reports as weak or wordy, but that are exact or terms here. */
const EXACT = new Set([
  ...['it is', 'it was', 'all of', 'however', 'many', 'several', 'few', 'in between', 'at this time'],
  ...[
    'validate',
    'discontinue',
    'implement',
    'terminate',
    'maximum',
    'monitor',
    'type of',
    'a number of',
    'is a number',
    'completely',
  ],
]);

/** Phrases that are hard to read, and their replacements. */
const PHRASES = [
  [/\bmend(s|ed|ing)?\b/i, 'fix, correct'],
  [/\b(is|are|was|were) told (at|in|of|all|by)\b/i, 'is reported'],
  [/\bat the most\b/i, 'at most'],
  [/\b(a|an) [\w-]+ of yours\b/i, 'your own'],
  [/\b(what|what has) (became|becomes|become|has become) of\b/i, 'what happened to'],
  [/\bthe whole way of\b/i, 'from end to end'],
  [/\bput it up\b/i, 'upload it'],
  [/\bcannot be had\b/i, 'is unavailable'],
  [/\bin the place of\b/i, 'instead of'],
  [/\b(upon|whilst|amongst|hence|thereof|therein|shall|anew)\b/i, 'a plain word'],
  [/\bfor ever\b/i, 'forever'],
];

const TOO_NEW = 'curl has --json since 7.82 of 2022: write -H "content-type: application/json" -d';

const texts = [...pages(), ...descriptions()];
const found = texts.flatMap(problemsOf);
for (const one of found) console.log(one);
if (found.length > 0) process.exitCode = 1;

function problemsOf({ place, text, markdown = '' }) {
  const weak = writeGood(text, CHECKS)
    .filter((one) => isMistake(text, one))
    .map(({ index, offset, reason }) => `${place(index)}: ${reason}: ${shown(text, index, offset)}`);
  const odd = PHRASES.flatMap(([phrase, better]) => {
    const match = phrase.exec(text);
    return match ? [`${place(match.index)}: write "${better}": ${shown(text, match.index, match[0].length)}`] : [];
  });
  const tooNew = [...markdown.matchAll(/\bcurl\b.* --json\b/g)].map(({ index }) => `${place(index)}: ${TOO_NEW}`);
  return [...weak, ...odd, ...tooNew];
}

function isMistake(text, { index, offset, reason }) {
  const words = text
    .slice(index, index + offset)
    .toLowerCase()
    .replace(/\s+/g, ' ');
  // Words are not repeated if code, an address or the end of a heading was between them.
  if (reason.endsWith('is repeated')) return /(\b\w+)\s\1$/i.test(text.slice(0, index + offset));
  return !EXACT.has(words);
}

function shown(text, index, length) {
  return `…${text.slice(Math.max(0, index - 40), index + length + 20).replace(/\s+/g, ' ')}…`;
}

/**
 * The prose of the Markdown pages: code, addresses and comments are replaced by blanks, so that line numbers stay the
 * same.
 */
function pages() {
  const docs = readdirSync(path.join(root, 'docs'), { recursive: true }).map(
    (file) => `docs/${file.replaceAll(path.sep, '/')}`,
  );
  const files = [
    'README.md',
    'CONTRIBUTING.md',
    'ARCHITECTURE.md',
    'SECURITY.md',
    'contract/README.md',
    'sdk/README.md',
    'examples/README.md',
    ...docs,
  ];
  const read = files.filter(
    (file) => file.endsWith('.md') && !/node_modules|\.vitepress/.test(file) && !GENERATED.test(file),
  );
  return read.map((file) => {
    const markdown = readFileSync(path.join(root, file), 'utf8');
    const text = proseOf(markdown);
    return { text, markdown, place: (index) => `${file}:${markdown.slice(0, index).split('\n').length}` };
  });
}

function proseOf(markdown) {
  const blank = (part) => part.replace(/[^\n]/g, ' ');
  return markdown
    .replace(/^(```+)[^\n]*\n[\s\S]*?^\1$/gm, blank)
    .replace(/<!--[\s\S]*?-->/g, blank)
    .replace(/`[^`\n]*`/g, blank)
    .replace(/\]\([^)\n]*\)/g, blank);
}

/** Every description and summary of the OpenAPI document, once. */
function descriptions() {
  const all = new Set();
  collect(openApiDocument(), all);
  return [...all].map((text) => ({ text: proseOf(text), place: () => `OpenAPI document, "${text.slice(0, 40)}"` }));
}

function collect(value, all) {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (typeof inner === 'string' && (key === 'description' || key === 'summary')) all.add(inner);
    else collect(inner, all);
  }
}

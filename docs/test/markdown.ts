import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '..', '..');

/** A fenced block of a page. */
export interface Block {
  /** The page's path from the repository's root. */
  page: string;
  /** Line of the opening fence. */
  line: number;
  language: string;
  text: string;
  /** Why it is not run, from a comment before it: `<!-- not run: … -->`. */
  notRun?: string;
  /** The expected error status of its call: `<!-- answers 400 -->`. */
  answers?: number;
  /** The tab that contains it: `curl`, `TypeScript` or `CLI`. Blocks of one tab do not depend on those of another. */
  tab?: string;
  /** The block directly before this one, if this one is its output. */
  outputOf?: Block;
}

const RUN = new Set(['sh', 'bash', 'ts']);
/** Languages of blocks that tests check: each such block is run, is an output, or says why not. */
const TESTED = new Set([...RUN, 'json', 'jsonc', 'text']);

/** README and docs, ordered by path. */
export function pages(): string[] {
  const docs = readdirSync(path.join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md') && !file.includes('node_modules'))
    .map((file) => `docs/${file.replaceAll(path.sep, '/')}`);
  return ['README.md', 'CONTRIBUTING.md', ...docs.sort()];
}

export function readPage(page: string): string {
  return readFileSync(path.join(root, page), 'utf8').replaceAll('\r\n', '\n');
}

/** The fenced blocks of a page, in order. */
export function blocksOf(page: string, text = readPage(page)): Block[] {
  const blocks: Block[] = [];
  const tabs = new TabReader();
  let open: { block: Block; lines: string[] } | undefined;
  /** The last line outside of blocks that is not blank, or the block that ended there. */
  let before: string | Block = '';
  for (const [index, line] of text.split('\n').entries()) {
    const fence = /^```(\w*)\s*$/.exec(line);
    if (open && fence) {
      open.block.text = open.lines.join('\n');
      blocks.push(open.block);
      before = open.block;
      open = undefined;
    } else if (open) open.lines.push(line);
    else if (fence) open = { block: tabs.put(newBlock(page, index + 1, fence[1] ?? '', before)), lines: [] };
    else if (line.trim() !== '') {
      tabs.read(line);
      before = line;
    }
  }
  if (open) throw new Error(`${page}: the block of line ${open.block.line} is not closed`);
  return blocks;
}

/** The names of a page's tabs in order; a page without tabs has one variant. */
export function tabsOf(blocks: readonly Block[]): (string | undefined)[] {
  const tabs = [...new Set(blocks.flatMap(({ tab }) => (tab === undefined ? [] : [tab])))];
  return tabs.length > 0 ? tabs : [undefined];
}

/** The blocks that a reader of one tab runs: those of the tab, and those outside of tabs. */
export function blocksOfTab(blocks: readonly Block[], tab: string | undefined): Block[] {
  return blocks.filter((block) => block.tab === undefined || block.tab === tab);
}

/** Tracks the tab of a line: `<!-- tabs -->`, a bold line for each tab, `<!-- end of tabs -->`. */
class TabReader {
  #tab: string | undefined;
  #isInside = false;

  read(line: string): void {
    if (line === '<!-- tabs -->') this.#isInside = true;
    else if (line === '<!-- end of tabs -->') {
      this.#isInside = false;
      this.#tab = undefined;
    } else if (this.#isInside) this.#tab = /^\*\*(\w+)\*\*$/.exec(line)?.[1] ?? this.#tab;
  }

  put(block: Block): Block {
    if (this.#tab !== undefined) block.tab = this.#tab;
    return block;
  }
}

export function isRun(block: Block): boolean {
  return RUN.has(block.language) && block.notRun === undefined;
}

/** Whether a block is neither run nor compared, although its language would allow it. */
export function isLeftOut(block: Block): boolean {
  return TESTED.has(block.language) && !isRun(block) && block.outputOf === undefined;
}

function newBlock(page: string, line: number, language: string, before: string | Block): Block {
  const block: Block = { page, line, language, text: '' };
  if (typeof before !== 'string') {
    if (RUN.has(before.language) && !RUN.has(language)) block.outputOf = before;
    return block;
  }
  const notRun = /^<!-- not run: (.+) -->$/.exec(before)?.[1];
  const answers = /^<!-- answers (\d{3}) -->$/.exec(before)?.[1];
  if (notRun) block.notRun = notRun;
  if (answers) block.answers = Number(answers);
  return block;
}

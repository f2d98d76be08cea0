import { LIMITS } from '../shared/limits.ts';
import { DEFAULT_CURRENCY } from '../shared/money.ts';
import { afterLine } from './byte-lines.ts';
import { FeedFileError } from './feed-file-error.ts';
import type { FeedHeadFacts } from './head.ts';
import { holdsRows } from './held-rows.ts';
import { QuoteCheck, type QuoteMark } from './quotes.ts';
import type { FeedRecordHandler, FeedTextTools } from './record.ts';
import { RecordSplitter } from './record-splitter.ts';
import { createRowNormalizer, type RowProblem } from './row.ts';
import { RowCells } from './row-cells.ts';

const PROBLEMS: Readonly<Record<QuoteMark['kind'], RowProblem>> = {
  misplaced: {
    code: 'invalid_quotes',
    message: 'A quoted value must be quoted as a whole, and quotes inside it doubled.',
  },
  unclosed: { code: 'invalid_quotes', message: 'A quote is opened in this line and never closed.' },
  holds_rows: {
    code: 'rows_in_value',
    message:
      'A quoted value contains line breaks between what look like rows of this file: is a quote missing or surplus?',
  },
};

/** Reads the part after the header: the header's line end, and the data rows. */
export class RowReading {
  readonly #head: FeedHeadFacts;
  readonly #handler: FeedRecordHandler;
  readonly #quotes: QuoteCheck;
  readonly #records: RecordSplitter;
  readonly #cells: RowCells;
  #mayHaveNul = false;
  /**
   * The end of the last record, and the position up to which lines may be parts of a value; counted from the header's
   * end.
   */
  #end = 0;
  #doubtfulTo = 0;

  constructor(head: FeedHeadFacts, handler: FeedRecordHandler, tools: FeedTextTools) {
    const { delimiter, layout, cells, lastLine } = head;
    const normalize = createRowNormalizer(layout, { defaultCurrency: DEFAULT_CURRENCY });
    this.#head = head;
    this.#handler = handler;
    this.#cells = new RowCells(head, head.notes);
    this.#quotes = new QuoteCheck(delimiter, {
      cells: [layout.width, cells],
      holdsRows: (lines) => holdsRows(lines, delimiter, layout, normalize),
    });
    this.#records = new RecordSplitter(tools, { delimiter, cells, line: lastLine }, (record, line, end) =>
      this.#onRecord(record, line, end),
    );
  }

  write(piece: Uint8Array): void {
    this.#read(this.#quotes.add(piece));
  }

  end(): void {
    this.#read(this.#quotes.end());
  }

  /** Stops before a line that cannot be read, and returns its number. */
  stop(): number {
    const { complete, lineEnds } = this.#quotes.stop();
    this.#read(complete);
    return this.#records.line + lineEnds;
  }

  #read(records: Uint8Array): void {
    // The first bytes are the header's line end, which no record begins with.
    if (this.#end === 0) this.#end = afterLine(records, 0);
    this.#mayHaveNul = records.includes(0);
    this.#records.split(records);
    if (!this.#quotes.tooLong) return;
    const { line } = this.#records;
    throw new FeedFileError(`The row at line ${line} is over ${LIMITS.feedRecordLength} bytes long.`, line);
  }

  #onRecord(cells: string[], line: number, end: number): void {
    const begin = this.#end;
    this.#end = end;
    const mark = this.#quotes.markAt(end);
    if (mark && mark.kind !== 'holds_rows') {
      this.#doubtfulTo = Math.max(this.#doubtfulTo, mark.lookedAt);
      this.#cells.doubt();
      this.#hand(cells, line, begin, PROBLEMS[mark.kind], undefined);
      return;
    }
    const row = this.#cells.of(cells, line, begin < this.#doubtfulTo);
    if (row) this.#hand(row, line, begin, undefined, mark && PROBLEMS[mark.kind]);
  }

  #hand(
    cells: readonly string[],
    line: number,
    begin: number,
    problem: RowProblem | undefined,
    warning: RowProblem | undefined,
  ): void {
    const { end: offset } = this.#head;
    this.#handler.record({
      cells,
      line,
      begin: offset + begin,
      end: offset + this.#end,
      mayHaveNul: this.#mayHaveNul,
      problem,
      warning,
    });
  }
}

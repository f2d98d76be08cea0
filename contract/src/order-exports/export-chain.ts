import { Problem } from '../shared/problem.ts';

/** The fields of an exporter that the chain of flags depends on. */
export interface ChainedExporter {
  readonly exporterId: string;
  /** Null for an exporter of all partners. */
  readonly partnerId: string | null;
  readonly flag: string;
  readonly nextFlag: string | null;
}

/**
 * Checks that a new or changed exporter keeps the chains valid: only one exporter of a flag may set the next flag, and
 * no chain may return to an earlier flag.
 *
 * @param exporter its ID is `null` before it is stored
 * @param others all other exporters, those of other partners included
 * @throws Problem `next_flag_taken`, `export_chain_loops`
 */
export function assertChain(exporter: Omit<ChainedExporter, 'exporterId'>, others: readonly ChainedExporter[]): void {
  if (exporter.nextFlag === null) return;
  const linked = others.filter(({ nextFlag }) => nextFlag !== null);
  const taken = linked.find((other) => other.flag === exporter.flag && meet(other, exporter));
  if (taken) {
    const message = `Exporter ${taken.exporterId} already sets the next flag of ${taken.flag}: ${taken.nextFlag}.`;
    throw new Problem('next_flag_taken', message);
  }
  // The chain of each partner: exporters for all partners and the partner's own, but of no other. Orders of partners
  // without exporters of their own follow the chain of `null`.
  const partners =
    exporter.partnerId === null ? [null, ...linked.map(({ partnerId }) => partnerId)] : [exporter.partnerId];
  for (const partnerId of new Set(partners))
    assertNoLoop(
      exporter,
      linked.filter((other) => other.partnerId === null || other.partnerId === partnerId),
    );
}

/** Whether the same order can reach both. */
function meet(a: Pick<ChainedExporter, 'partnerId'>, b: Pick<ChainedExporter, 'partnerId'>): boolean {
  return a.partnerId === null || b.partnerId === null || a.partnerId === b.partnerId;
}

function assertNoLoop(
  { flag, nextFlag }: Omit<ChainedExporter, 'exporterId'>,
  others: readonly ChainedExporter[],
): void {
  const path = [flag];
  for (let at: string | null = nextFlag; at !== null; ) {
    const here: string = at;
    const isLoop = path.includes(here);
    path.push(here);
    if (isLoop) throw new Problem('export_chain_loops', `The chain forms a loop: ${path.join(' → ')}.`);
    at = others.find((other) => other.flag === here)?.nextFlag ?? null;
  }
}

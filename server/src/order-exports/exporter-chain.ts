import { formatId } from '@commerce-integration/contract';
import { assertChain, type ChainedExporter } from '@commerce-integration/contract/rules';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';

interface ChainRow {
  id: string;
  partner_id: string | null;
  flag: string;
  next_flag: string | null;
}

/**
 * Checks that a new or changed exporter keeps the chains valid. The caller holds the lock `orderExporters`, so that no
 * other call changes a chain until the transaction ends.
 *
 * Tenancy: chains of several owners meet, so all exporters are read; a refusal names one of them and its flags.
 *
 * @param number null before it is stored
 * @throws Problem `next_flag_taken`, `export_chain_loops`
 */
export async function assertKeepsChain(
  em: UnitOfWork,
  { number, partnerId, flag, nextFlag }: ChainLink,
): Promise<void> {
  const { rows } = await sqlOf(em).query<ChainRow>('select id, partner_id, flag, next_flag from order_exporter', []);
  const others = rows.filter(({ id }) => Number(id) !== number).map(chained);
  assertChain({ partnerId: partnerOf(partnerId), flag, nextFlag }, others);
}

/** The fields of an exporter that determine its chain. */
export interface ChainLink {
  number: number | null;
  partnerId: number | null;
  flag: string;
  nextFlag: string | null;
}

function chained({ id, partner_id, flag, next_flag }: ChainRow): ChainedExporter {
  return {
    exporterId: formatId('orderExporter', Number(id)),
    partnerId: partnerOf(partner_id === null ? null : Number(partner_id)),
    flag,
    nextFlag: next_flag,
  };
}

function partnerOf(number: number | null): string | null {
  return number === null ? null : formatId('partner', number);
}

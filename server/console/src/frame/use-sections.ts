import { useCaller, useMay } from '../session/session.ts';
import { SECTION_GROUPS } from './sections.ts';

/** The sections that the caller's key may see. */
export function useSections() {
  const { kind } = useCaller();
  const may = useMay();
  return SECTION_GROUPS.map(({ label, sections }) => ({
    label,
    sections: sections.filter(
      ({ scope, operatorOnly }) => (!operatorOnly || kind === 'operator') && (scope === undefined || may(scope)),
    ),
  })).filter(({ sections }) => sections.length > 0);
}

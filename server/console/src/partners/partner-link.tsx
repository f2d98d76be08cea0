import { useCaller } from '../session/session.ts';
import { TextLink } from '../ui/link.tsx';

interface PartnerLinkProps {
  id: string | null;
  name: string | null;
}

/** The name of a partner. Only the operator may open its page. */
export function PartnerLink({ id, name }: PartnerLinkProps) {
  const { kind } = useCaller();
  if (id === null) return <span className="text-muted">All partners</span>;
  if (kind !== 'operator') return <span>{name}</span>;
  return <TextLink to={`/partners/${id}`}>{name}</TextLink>;
}

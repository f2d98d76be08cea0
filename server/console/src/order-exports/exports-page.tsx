import { EmptyState } from '../ui/empty-state.tsx';
import { TextLink } from '../ui/link.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { ExportList } from './export-list.tsx';

export function ExportsPage() {
  return (
    <>
      <PageHeader title="Exports" about="Orders sent to other systems, each by one exporter." />
      <ExportList
        empty={
          <EmptyState title="No exports yet" action={<TextLink to="/exporters">Exporters</TextLink>}>
            Orders go out when an exporter takes their flag.
          </EmptyState>
        }
      />
    </>
  );
}

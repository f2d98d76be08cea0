import type { DataDescriptor } from '@commerce-integration/sdk';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { PartnerLink } from '../partners/partner-link.tsx';
import { Badge } from '../ui/badge.tsx';
import { Card } from '../ui/card.tsx';
import { Facts } from '../ui/facts.tsx';
import { formatCount, words } from '../ui/format.ts';
import { CopyId, TextLink } from '../ui/link.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Time } from '../ui/values.tsx';
import { DescriptorActions } from './descriptor-actions.tsx';
import { DescriptorColumns } from './descriptor-columns.tsx';
import { DELIMITER_TEXTS, FORMAT_TEXTS, MODE_TEXTS } from './format-texts.ts';
import { dataDescriptorQuery } from './impex-queries.ts';

export function DataDescriptorPage() {
  const { dataDescriptorId = '' } = useParams({ strict: false });
  const { version } = useSearch({ strict: false }) as { version?: string };
  const { data: current } = useSuspenseQuery(dataDescriptorQuery(dataDescriptorId));
  const { data: shown } = useSuspenseQuery(dataDescriptorQuery(dataDescriptorId, version));
  const isFormer = shown.version !== current.version;
  return (
    <>
      <PageHeader
        title={shown.name}
        beside={
          <>
            {isFormer && <Badge tone="warn">Version {shown.version}</Badge>}
            <CopyId id={shown.data_descriptor_id} />
          </>
        }
        about={
          isFormer && (
            <>
              This is a former version.{' '}
              <TextLink to={`/data-descriptors/${dataDescriptorId}`}>Show the current version</TextLink>
            </>
          )
        }
        actions={!isFormer && <DescriptorActions descriptor={shown} />}
      />
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Card title="Columns" hint={formatCount(shown.columns.length, 'column')} flush className="self-start">
          <DescriptorColumns columns={shown.columns} direction={shown.direction} />
        </Card>
        <div className="space-y-4">
          <DescriptorFacts descriptor={shown} />
          {current.version > 1 && <Versions id={dataDescriptorId} current={current.version} shown={shown.version} />}
        </div>
      </div>
    </>
  );
}

function DescriptorFacts({ descriptor }: { descriptor: DataDescriptor }) {
  const {
    partner_id,
    partner_name,
    direction,
    entity,
    mode,
    file_name_pattern,
    format,
    version,
    created_at,
    updated_at,
  } = descriptor;
  const isCsv = format.type === 'csv';
  return (
    <Card title="Details">
      <Facts
        facts={[
          ['Partner', <PartnerLink key="partner" id={partner_id} name={partner_name} />],
          ['Rows', words(entity)],
          ['Direction', words(direction)],
          direction === 'import' && ['Mode', MODE_TEXTS[mode]],
          [
            'Files',
            <span key="files" className="font-mono text-xs">
              {file_name_pattern}
            </span>,
          ],
          ['Format', FORMAT_TEXTS[format.type]],
          ['Encoding', format.encoding.toUpperCase()],
          isCsv && ['Delimiter', DELIMITER_TEXTS[format.delimiter]],
          isCsv && ['Header', format.header ? 'In the first row' : 'None: columns are numbered'],
          isCsv && format.skip_lines > 0 && ['Skipped lines', format.skip_lines],
          format.row_path !== undefined && ['Row element', format.row_path],
          ['Version', version],
          ['Created', <Time key="created" at={created_at} />],
          ['Updated', <Time key="updated" at={updated_at} />],
        ]}
      />
    </Card>
  );
}

/** The most versions shown as links. */
const SHOWN_VERSIONS = 20;

function Versions({ id, current, shown }: { id: string; current: number; shown: number }) {
  const count = Math.min(current, SHOWN_VERSIONS);
  const versions = Array.from({ length: count }, (_, at) => current - at);
  return (
    <Card title="Versions" hint="a run keeps the version it started with">
      <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
        {versions.map((version) => (
          <li key={version}>
            {version === shown ? (
              <span className="font-medium">{version}</span>
            ) : (
              <TextLink
                to={`/data-descriptors/${id}`}
                {...(version < current && { search: { version: `${version}` } })}
              >
                {version}
              </TextLink>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

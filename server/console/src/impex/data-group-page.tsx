import type { DataGroup } from '@commerce-integration/sdk';
import { useQueries, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { PartnerLink } from '../partners/partner-link.tsx';
import { Badge } from '../ui/badge.tsx';
import { Card } from '../ui/card.tsx';
import { Facts } from '../ui/facts.tsx';
import { formatPercent, words } from '../ui/format.ts';
import { CopyId } from '../ui/link.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Time } from '../ui/values.tsx';
import { DataGroupActions } from './data-group-actions.tsx';
import { ON_ERROR_TEXTS } from './format-texts.ts';
import { GroupRuns } from './group-runs.tsx';
import { dataDescriptorQuery, dataGroupQuery } from './impex-queries.ts';
import { ScheduleCard } from './schedule-card.tsx';

export function DataGroupPage() {
  const { dataGroupId = '' } = useParams({ strict: false });
  const { data: group } = useSuspenseQuery(dataGroupQuery(dataGroupId));
  return (
    <>
      <PageHeader
        title={group.name}
        beside={
          <>
            {group.validate_only && <Badge tone="info">Validate only</Badge>}
            <CopyId id={group.data_group_id} />
          </>
        }
        actions={<DataGroupActions group={group} />}
      />
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="min-w-0">
          <GroupRuns group={group} />
        </div>
        <div className="space-y-4">
          <ScheduleCard group={group} />
          <DescriptorsInOrder group={group} />
          <GroupFacts group={group} />
        </div>
      </div>
    </>
  );
}

/** The descriptors, in the order in which their files are imported or written. */
function DescriptorsInOrder({ group: { descriptors: ids, direction } }: { group: DataGroup }) {
  const found = useQueries({ queries: ids.map((id) => dataDescriptorQuery(id)) });
  return (
    <Card title="Descriptors" hint={`in the order of the ${direction}`} flush>
      <ol className="divide-y divide-line">
        {ids.map((id, at) => {
          const descriptor = found[at]?.data;
          return (
            <li key={id} className="flex gap-3 px-4 py-2.5 text-sm">
              <span className="w-4 text-right text-faint tabular-nums">{at + 1}</span>
              <div className="min-w-0">
                <Link to={`/data-descriptors/${id}`} className="block truncate font-medium hover:underline">
                  {descriptor?.name ?? id}
                </Link>
                {descriptor && (
                  <p className="truncate text-xs text-muted">
                    {words(descriptor.entity)} · <span className="font-mono">{descriptor.file_name_pattern}</span>
                  </p>
                )}
              </div>
            </li>
          );
        })}
      </ol>
    </Card>
  );
}

function GroupFacts({ group }: { group: DataGroup }) {
  const { partner_id, partner_name, direction, on_error, max_error_ratio, validate_only } = group;
  const isImport = direction === 'import';
  return (
    <Card title="Details">
      <Facts
        facts={[
          ['Partner', <PartnerLink key="partner" id={partner_id} name={partner_name} />],
          ['Direction', words(direction)],
          isImport && ['A rejected row', ON_ERROR_TEXTS[on_error].short],
          isImport && ['Rejected rows at most', max_error_ratio === null ? 'No limit' : formatPercent(max_error_ratio)],
          isImport && ['Writes', validate_only ? 'Nothing: rows are validated and counted' : 'Yes'],
          ['Created', <Time key="created" at={group.created_at} />],
          ['Updated', <Time key="updated" at={group.updated_at} />],
        ]}
      />
    </Card>
  );
}

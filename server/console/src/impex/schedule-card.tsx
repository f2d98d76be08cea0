import { type DataGroup, NotFoundError, type Schedule } from '@commerce-integration/sdk';
import { useQuery } from '@tanstack/react-query';
import { CalendarClock, Pause, Play } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { client } from '../api/client.ts';
import { useMay } from '../session/session.ts';
import { Badge, StatusBadge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { PendingView } from '../ui/problem-view.tsx';
import { useAction } from '../ui/use-action.ts';
import { Time } from '../ui/values.tsx';

const ScheduleDialog = lazy(async () => ({ default: (await import('./schedule-dialog.tsx')).ScheduleDialog }));

/** The polling interval of a run in milliseconds: no event reports its end. */
const RUNNING_MS = 2_000;

const CHANGES = ['schedules', 'jobs', 'overview'] as const;

/** The schedule of a group: its next runs, the last ones, and the actions on it. */
export function ScheduleCard({ group }: { group: DataGroup }) {
  const { data_group_id: groupId, direction } = group;
  const may = useMay();
  const [isEditing, setEditing] = useState(false);
  const asked = useQuery({
    queryKey: ['schedules', groupId],
    queryFn: async ({ signal }): Promise<Schedule | null> => {
      try {
        return await client.schedules.get(groupId, { signal });
      } catch (error) {
        if (error instanceof NotFoundError) return null;
        throw error;
      }
    },
    refetchInterval: ({ state }) => (state.data?.last_runs.some(isRunning) ? RUNNING_MS : false),
  });
  const { data: schedule } = asked;
  if (asked.isPending) return null;
  if (schedule === undefined)
    return (
      <Card title="Schedule">
        <PendingView query={asked} />
      </Card>
    );
  const edit = may('impex:write') && (
    <Button size="sm" icon={<CalendarClock className="size-3.5" aria-hidden />} onClick={() => setEditing(true)}>
      {schedule ? 'Change' : 'Set a schedule'}
    </Button>
  );
  return (
    <Card title="Schedule" actions={edit}>
      {schedule ? (
        <ScheduleView schedule={schedule} />
      ) : (
        <p className="text-sm text-muted">
          {direction === 'import' ? 'Files are imported when they are uploaded.' : 'Files are exported on request.'}
        </p>
      )}
      <Suspense fallback={null}>
        {isEditing && (
          <ScheduleDialog group={group} schedule={schedule ?? undefined} onClose={() => setEditing(false)} />
        )}
      </Suspense>
    </Card>
  );
}

function ScheduleView({ schedule }: { schedule: Schedule }) {
  const { cron, timezone, source, paused_at, next_runs, last_runs } = schedule;
  return (
    <div className="space-y-4 text-sm">
      <div className="flex flex-wrap items-center gap-2">
        <span className="font-mono text-xs">{cron}</span>
        <span className="text-muted">{timezone}</span>
        {paused_at !== null && <StatusBadge status="paused" />}
      </div>
      <p className="break-all text-muted">{source.type === 'https' ? source.url : source.folder}</p>
      {next_runs.length > 0 && (
        <div>
          <p className="text-xs text-muted">Next runs</p>
          <ul className="mt-1 space-y-0.5">
            {next_runs.map((at) => (
              <li key={at}>
                <Time at={at} />
              </li>
            ))}
          </ul>
        </div>
      )}
      <LastRuns runs={last_runs} />
      <ScheduleActions schedule={schedule} />
    </div>
  );
}

function isRunning({ status }: Schedule['last_runs'][number]): boolean {
  return status === 'running';
}

function LastRuns({ runs }: { runs: Schedule['last_runs'] }) {
  if (runs.length === 0) return null;
  return (
    <div>
      <p className="text-xs text-muted">Last runs</p>
      <ul className="mt-1 space-y-1.5">
        {runs.map(({ scheduled_at, status, message, error }) => (
          <li key={scheduled_at}>
            <span className="flex items-center gap-2">
              <Badge tone={status === 'failed' ? 'bad' : status === 'running' ? 'info' : 'ok'}>{status}</Badge>
              <Time at={scheduled_at} className="text-muted" />
            </span>
            <span className="text-xs break-words text-muted">{error ?? message}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function ScheduleActions({ schedule: { data_group_id: id, paused_at } }: { schedule: Schedule }) {
  const may = useMay();
  const run = useAction(() => client.schedules.run(id), { changes: CHANGES, done: 'The run has started.' });
  const rest = useAction((resume: boolean) => (resume ? client.schedules.resume(id) : client.schedules.pause(id)), {
    changes: CHANGES,
    done: (changed) => (changed.paused_at === null ? 'Resumed.' : 'Paused: no scheduled run starts.'),
  });
  if (!may('impex:write')) return null;
  const isPaused = paused_at !== null;
  const Icon = isPaused ? Play : Pause;
  return (
    <div className="flex gap-2">
      <Button size="sm" busy={run.isPending} onClick={() => run.mutate(undefined)}>
        Run now
      </Button>
      <Button
        size="sm"
        busy={rest.isPending}
        icon={<Icon className="size-3.5" aria-hidden />}
        onClick={() => rest.mutate(isPaused)}
      >
        {isPaused ? 'Resume' : 'Pause'}
      </Button>
    </div>
  );
}

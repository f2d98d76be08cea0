import type { ComponentHealth } from '@commerce-integration/sdk';
import { StatusDot, type Tone } from '../ui/badge.tsx';
import { Card } from '../ui/card.tsx';
import { words } from '../ui/format.ts';
import { TextLink } from '../ui/link.tsx';

const TONES: Record<ComponentHealth['status'], Tone> = { ok: 'ok', warning: 'warn', error: 'bad' };

export function ComponentHealthList({ components }: { components: readonly ComponentHealth[] }) {
  return (
    <Card title="Health" actions={<TextLink to="/system">System</TextLink>} className="self-start" flush>
      <ul className="divide-y divide-line">
        {components.map(({ component, status, detail }) => (
          <li key={component} className="flex items-baseline gap-3 px-4 py-2.5 text-sm">
            <StatusDot tone={TONES[status]} />
            <span className="min-w-0 flex-1">
              <span className="block">{words(component)}</span>
              {detail && <span className="block text-xs break-words text-muted">{detail}</span>}
            </span>
            <span className="text-xs text-muted">{words(status)}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

import { useQuery } from '@tanstack/react-query';
import { ExternalLink } from 'lucide-react';
import { client } from '../api/client.ts';
import { Card } from '../ui/card.tsx';

const METRICS = '/metrics';

/** Links to the documentation of this server. */
export function SystemLinks() {
  const { data } = useQuery({
    queryKey: ['index'],
    queryFn: async ({ signal }) => client.service.index({ signal }),
    refetchInterval: false,
  });
  if (!data) return null;
  const links = [
    [data.guides, 'Guides', 'Tutorials, how-to and concepts'],
    [data.api_explorer, 'API explorer', 'Every endpoint, to read and to try'],
    [data.openapi, 'OpenAPI document', 'The same for machines'],
    [data.postman, 'Postman collection', 'The same to import'],
    [data.errors, 'Errors', 'What each code means and how to fix it'],
    [METRICS, 'Metrics', 'For Prometheus'],
  ] as const;
  return (
    <Card title="Documentation" hint={`API version ${data.version}`} flush>
      <ul className="divide-y divide-line">
        {links.map(([href, label, about]) => (
          <li key={href}>
            <a
              href={href}
              target="_blank"
              rel="noreferrer"
              className="flex items-center gap-3 px-4 py-2.5 text-sm hover:bg-hover"
            >
              <span className="min-w-0 flex-1">
                <span className="block font-medium">{label}</span>
                <span className="block text-xs text-muted">{about}</span>
              </span>
              <ExternalLink className="size-3.5 text-faint" aria-hidden />
            </a>
          </li>
        ))}
      </ul>
    </Card>
  );
}

import {
  Activity,
  ArrowLeftRight,
  Building2,
  ChartLine,
  FileUp,
  FolderInput,
  FolderTree,
  Gauge,
  Layers,
  type LucideIcon,
  Package,
  PackageCheck,
  Radio,
  Route,
  Rss,
  Server,
  ShoppingCart,
  Store,
  TableProperties,
  Truck,
  Users,
  Webhook,
} from 'lucide-react';

export interface Section {
  path: string;
  label: string;
  icon: LucideIcon;
  /** The scope that a key needs to see it; undefined if every key may. */
  scope?: string;
  operatorOnly?: boolean;
}

/** The sections of the console, in groups, as the sidebar and the search list them. */
export const SECTION_GROUPS: readonly { label: string; sections: readonly Section[] }[] = [
  { label: '', sections: [{ path: '/', label: 'Overview', icon: Gauge }] },
  {
    label: 'Catalogue',
    sections: [
      { path: '/feeds', label: 'Feeds', icon: FileUp, scope: 'feeds:read' },
      { path: '/products', label: 'Products', icon: Package, scope: 'products:read' },
      { path: '/categories', label: 'Categories', icon: FolderTree, scope: 'products:read' },
      { path: '/batches', label: 'Batches', icon: Layers, scope: 'batches:read' },
      { path: '/data-groups', label: 'Imports and exports', icon: FolderInput, scope: 'impex:read' },
      { path: '/data-descriptors', label: 'Descriptors', icon: TableProperties, scope: 'impex:read' },
      { path: '/sales-channels', label: 'Sales channels', icon: Store, scope: 'sales_channels:read' },
    ],
  },
  {
    label: 'Sales',
    sections: [
      { path: '/orders', label: 'Orders', icon: ShoppingCart, scope: 'orders:read' },
      { path: '/order-updates', label: 'Order updates', icon: PackageCheck, scope: 'orders:read' },
      { path: '/order-update-feeds', label: 'Update feeds', icon: Rss, scope: 'orders:read' },
      { path: '/exports', label: 'Exports', icon: Truck, scope: 'order_exports:read' },
      { path: '/exporters', label: 'Exporters', icon: Route, scope: 'order_exports:read' },
      { path: '/customers', label: 'Customers', icon: Users, scope: 'customers:read' },
      { path: '/analytics', label: 'Analytics', icon: ChartLine, scope: 'analytics:read' },
    ],
  },
  {
    label: 'Integration',
    sections: [
      { path: '/partners', label: 'Partners', icon: Building2, operatorOnly: true },
      { path: '/webhooks', label: 'Webhooks', icon: Webhook, scope: 'webhooks:read' },
      { path: '/deliveries', label: 'Deliveries', icon: ArrowLeftRight, scope: 'webhooks:read' },
      { path: '/events', label: 'Events', icon: Radio, scope: 'events:read' },
    ],
  },
  {
    label: 'Operation',
    sections: [
      { path: '/jobs', label: 'Jobs', icon: Activity, scope: 'jobs:read' },
      { path: '/system', label: 'System', icon: Server },
    ],
  },
];

/** The section that a path belongs to. */
export function sectionOf(path: string): Section | undefined {
  const sections = SECTION_GROUPS.flatMap((group) => group.sections);
  return sections.find((section) => section.path !== '/' && path.startsWith(section.path)) ?? sections[0];
}

import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { queryClient } from './api/query-client.ts';
import { FailedPage, NotFoundPage } from './frame/failed-page.tsx';
import { Frame } from './frame/frame.tsx';
import { sessionQuery } from './session/session.ts';
import { PageSkeleton } from './ui/skeleton.tsx';

const root = createRootRoute({ component: Outlet, notFoundComponent: () => <NotFoundPage /> });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: lazyRouteComponent(() => import('./session/sign-in-page.tsx'), 'SignInPage'),
});

/** Everything else needs a session: without one, the user signs in and returns to the requested page. */
const frame = createRoute({
  getParentRoute: () => root,
  id: 'frame',
  component: Frame,
  beforeLoad: async ({ location }) => {
    const session = await queryClient.ensureQueryData(sessionQuery);
    if (session === null) throw redirect({ to: '/sign-in', search: { to: location.href } });
  },
});

/** Loads the module of a screen on navigation. */
const page = (path: string, load: () => Promise<Record<string, unknown>>, name: string) =>
  createRoute({
    getParentRoute: () => frame,
    path,
    // Navigating to another object remounts the screen, so that no data or form state of the previous one remains.
    remountDeps: ({ params }) => params,
    component: lazyRouteComponent(load as () => Promise<Record<string, ComponentType>>, name),
  });

const pages = [
  page('/', () => import('./overview/overview-page.tsx'), 'OverviewPage'),
  page('/feeds', () => import('./feeds/feeds-page.tsx'), 'FeedsPage'),
  page('/feeds/$feedId', () => import('./feeds/feed-page.tsx'), 'FeedPage'),
  page('/jobs', () => import('./jobs/jobs-page.tsx'), 'JobsPage'),
  page('/jobs/$jobId', () => import('./jobs/job-page.tsx'), 'JobPage'),
  page('/categories', () => import('./categories/categories-page.tsx'), 'CategoriesPage'),
  page('/batches', () => import('./batches/batches-page.tsx'), 'BatchesPage'),
  page('/batches/$batchId', () => import('./batches/batch-page.tsx'), 'BatchPage'),
  page('/products', () => import('./products/products-page.tsx'), 'ProductsPage'),
  page('/products/$productId', () => import('./products/product-page.tsx'), 'ProductPage'),
  page('/orders', () => import('./orders/orders-page.tsx'), 'OrdersPage'),
  page('/orders/$orderId', () => import('./orders/order-page.tsx'), 'OrderPage'),
  page('/exports', () => import('./order-exports/exports-page.tsx'), 'ExportsPage'),
  page('/exports/$exportId', () => import('./order-exports/export-page.tsx'), 'ExportPage'),
  page('/exporters', () => import('./order-exports/exporters-page.tsx'), 'ExportersPage'),
  page('/exporters/$exporterId', () => import('./order-exports/exporter-page.tsx'), 'ExporterPage'),
  page('/order-updates', () => import('./order-updates/updates-page.tsx'), 'UpdatesPage'),
  page('/order-updates/$updateId', () => import('./order-updates/update-page.tsx'), 'UpdatePage'),
  page('/order-update-feeds', () => import('./order-updates/update-feeds-page.tsx'), 'UpdateFeedsPage'),
  page('/order-update-feeds/$updateFeedId', () => import('./order-updates/update-feed-page.tsx'), 'UpdateFeedPage'),
  page('/customers', () => import('./customers/customers-page.tsx'), 'CustomersPage'),
  page('/customers/$customerId', () => import('./customers/customer-page.tsx'), 'CustomerPage'),
  page('/webhooks', () => import('./webhooks/webhooks-page.tsx'), 'WebhooksPage'),
  page('/webhooks/$webhookId', () => import('./webhooks/webhook-page.tsx'), 'WebhookPage'),
  page('/deliveries', () => import('./webhooks/deliveries-page.tsx'), 'DeliveriesPage'),
  page('/deliveries/$deliveryId', () => import('./webhooks/delivery-page.tsx'), 'DeliveryPage'),
  page('/events', () => import('./events/events-page.tsx'), 'EventsPage'),
  page('/events/$eventId', () => import('./events/event-page.tsx'), 'EventPage'),
  page('/partners', () => import('./partners/partners-page.tsx'), 'PartnersPage'),
  page('/partners/$partnerId', () => import('./partners/partner-page.tsx'), 'PartnerPage'),
  page('/sales-channels', () => import('./sales-channels/sales-channels-page.tsx'), 'SalesChannelsPage'),
  page('/sales-channels/$salesChannelId', () => import('./sales-channels/sales-channel-page.tsx'), 'SalesChannelPage'),
  page('/data-groups', () => import('./impex/data-groups-page.tsx'), 'DataGroupsPage'),
  page('/data-groups/$dataGroupId', () => import('./impex/data-group-page.tsx'), 'DataGroupPage'),
  page('/data-descriptors', () => import('./impex/data-descriptors-page.tsx'), 'DataDescriptorsPage'),
  page('/data-descriptors/new', () => import('./impex/descriptor-editor-page.tsx'), 'NewDescriptorPage'),
  page('/data-descriptors/$dataDescriptorId', () => import('./impex/data-descriptor-page.tsx'), 'DataDescriptorPage'),
  page(
    '/data-descriptors/$dataDescriptorId/edit',
    () => import('./impex/descriptor-editor-page.tsx'),
    'EditDescriptorPage',
  ),
  page('/analytics', () => import('./analytics/analytics-page.tsx'), 'AnalyticsPage'),
  page('/system', () => import('./system/system-page.tsx'), 'SystemPage'),
];

export const router = createRouter({
  routeTree: root.addChildren([signIn, frame.addChildren(pages)]),
  basepath: '/console',
  defaultPreload: 'intent',
  defaultPendingComponent: PageSkeleton,
  defaultErrorComponent: FailedPage,
  defaultNotFoundComponent: () => <NotFoundPage />,
  scrollRestoration: true,
  // The API takes texts, so the query is read and written as plain text, without JSON.
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search) => {
    const set = Object.entries(search).filter(([, value]) => value !== undefined && value !== '');
    const text = new URLSearchParams(set.map(([name, value]) => [name, String(value)])).toString();
    return text === '' ? '' : `?${text}`;
  },
});

import { queryOptions } from '@tanstack/react-query';
import { client } from '../api/client.ts';

export const dataGroupQuery = (dataGroupId: string) =>
  queryOptions({
    queryKey: ['dataGroups', dataGroupId],
    queryFn: async ({ signal }) => client.dataGroups.get(dataGroupId, { signal }),
  });

export const dataDescriptorQuery = (dataDescriptorId: string, version?: string) =>
  queryOptions({
    queryKey: ['dataDescriptors', dataDescriptorId, version ?? 'current'],
    queryFn: async ({ signal }) =>
      client.dataDescriptors.get(dataDescriptorId, version === undefined ? {} : { version: Number(version) }, {
        signal,
      }),
  });

/** The descriptors that a group of a partner can name. */
export const descriptorsOfPartnerQuery = (partnerName: string) =>
  queryOptions({
    queryKey: ['dataDescriptors', 'of-partner', partnerName],
    queryFn: async ({ signal }) =>
      client.dataDescriptors.list({ limit: 100, ...(partnerName && { partner_name: partnerName }) }, { signal }),
  });

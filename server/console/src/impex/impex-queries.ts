import type { DataDescriptor } from '@commerce-integration/sdk';
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

/** A partner's descriptors, optionally of one entity. @param partnerName empty with a partner's own key */
export const descriptorsOfPartnerQuery = (partnerName: string, entity?: DataDescriptor['entity']) =>
  queryOptions({
    queryKey: ['dataDescriptors', 'of-partner', partnerName, entity ?? 'all'],
    queryFn: async ({ signal }) => {
      const filters = { ...(partnerName && { partner_name: partnerName }), ...(entity && { entity }) };
      return client.dataDescriptors.list({ limit: 100, ...filters }, { signal });
    },
  });

/** A descriptor as a select option. */
export const descriptorChoice = ({ data_descriptor_id: id, name }: DataDescriptor) => [id, `${name} (${id})`] as const;

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

/** The descriptors of a partner, of one entity where it is given. @param partnerName empty with a partner's own key */
export const descriptorsOfPartnerQuery = (partnerName: string, entity?: DataDescriptor['entity']) =>
  queryOptions({
    queryKey: ['dataDescriptors', 'of-partner', partnerName, entity ?? 'all'],
    queryFn: async ({ signal }) => {
      const filters = { ...(partnerName && { partner_name: partnerName }), ...(entity && { entity }) };
      return client.dataDescriptors.list({ limit: 100, ...filters }, { signal });
    },
  });

/** How a select shows a descriptor. */
export const descriptorChoice = ({ data_descriptor_id: id, name }: DataDescriptor) => [id, `${name} (${id})`] as const;

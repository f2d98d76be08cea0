import * as endpoints from '../internal/generated/endpoints.ts';
import type { ApiPromise } from '../internal/transport/api-promise.ts';
import type { PagePromise } from '../internal/transport/page-promise.ts';
import type { IdempotentRequestOptions, RequestOptions } from '../internal/transport/request-options.ts';
import type {
  ApiKey,
  CreateApiKeyFields,
  CreatedApiKey,
  CreatePartnerFields,
  ListApiKeysFields,
  ListPartnersFields,
  Partner,
  UpdatePartnerFields,
} from '../internal/types/wire-types.ts';
import { Resource } from './resource.ts';

/** Partners and their API keys. Needs an operator's key. */
export class Partners extends Resource {
  /** Registers a partner. @throws ConflictError `partner_name_taken`; ValidationError */
  create(fields: CreatePartnerFields, options?: IdempotentRequestOptions): ApiPromise<Partner> {
    return this.endpoints.call(endpoints.createPartner, { json: fields, options });
  }

  /** Lists partners, newest first. */
  list(fields?: ListPartnersFields, options?: RequestOptions): PagePromise<Partner> {
    return this.endpoints.list(endpoints.listPartners, { query: fields, options });
  }

  /**
   * Gets a partner.
   *
   * @param partnerId ID of the partner, such as `PT00001`
   * @throws NotFoundError
   */
  get(partnerId: string, options?: RequestOptions): ApiPromise<Partner> {
    return this.endpoints.call(endpoints.getPartner, { params: { partner_id: partnerId }, options });
  }

  /**
   * Updates a partner: its status, contact or defaults.
   *
   * @param partnerId ID of the partner, such as `PT00001`
   * @throws NotFoundError; ConflictError; ValidationError
   */
  update(partnerId: string, fields: UpdatePartnerFields, options?: RequestOptions): ApiPromise<Partner> {
    const params = { partner_id: partnerId };
    return this.endpoints.call(endpoints.updatePartner, { params, json: fields, options });
  }

  /**
   * Issues an API key for a partner. The secret is only in this response.
   *
   * @param partnerId ID of the partner, such as `PT00001`
   * @throws NotFoundError; ConflictError `too_many_live_keys`; ValidationError
   */
  createApiKey(
    partnerId: string,
    fields: CreateApiKeyFields,
    options?: IdempotentRequestOptions,
  ): ApiPromise<CreatedApiKey> {
    const params = { partner_id: partnerId };
    return this.endpoints.call(endpoints.createApiKey, { params, json: fields, options });
  }

  /**
   * Lists a partner's API keys, newest first, without their secrets.
   *
   * @param partnerId ID of the partner, such as `PT00001`
   */
  listApiKeys(partnerId: string, fields?: ListApiKeysFields, options?: RequestOptions): PagePromise<ApiKey> {
    const params = { partner_id: partnerId };
    return this.endpoints.list(endpoints.listApiKeys, { params, query: fields, options });
  }

  /**
   * Revokes an API key with immediate effect; revoking it again changes nothing.
   *
   * @param partnerId ID of the partner, such as `PT00001`
   * @param apiKeyId ID of the key, not its secret, such as `AK00001`
   * @throws NotFoundError
   */
  revokeApiKey(partnerId: string, apiKeyId: string, options?: RequestOptions): ApiPromise<void> {
    const params = { partner_id: partnerId, api_key_id: apiKeyId };
    return this.endpoints.start<void>(endpoints.revokeApiKey, { params, answer: 'none', options });
  }
}

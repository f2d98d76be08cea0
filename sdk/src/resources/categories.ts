import * as endpoints from '../internal/generated/endpoints.ts';
import type { ApiPromise } from '../internal/transport/api-promise.ts';
import type { PagePromise } from '../internal/transport/page-promise.ts';
import type { RequestOptions } from '../internal/transport/request-options.ts';
import type { Category, ListCategoriesFields } from '../internal/types/wire-types.ts';
import { Resource } from './resource.ts';

/** Categories: the tree into which a partner sorts its products. It is written by imports of the entity `category`. */
export class Categories extends Resource {
  /** Lists categories, newest first; with `parent_code`, the direct children of that category. */
  list(fields?: ListCategoriesFields, options?: RequestOptions): PagePromise<Category> {
    return this.endpoints.list(endpoints.listCategories, { query: fields, options });
  }

  /**
   * Gets a category.
   *
   * @param categoryId ID of the category, such as `CT00001`
   * @throws NotFoundError
   */
  get(categoryId: string, options?: RequestOptions): ApiPromise<Category> {
    return this.endpoints.call(endpoints.getCategory, { params: { category_id: categoryId }, options });
  }
}

import { LIMITS } from '@commerce-integration/contract';
import { categoryValues, planCategories, planCategoryRemoval } from '@commerce-integration/contract/rules';
import { categoryTree } from '../../categories/categories.queries.ts';
import { removeCategories, writeCategories } from '../../categories/write-categories.ts';
import { ImportRefused } from '../import-refused.ts';
import type { PlainRowService } from './row-service.ts';

const ABOUT = { about: null, refersTo: ['category'], wholeFile: LIMITS.categories } as const;

/** Adds or changes one category of the partner's tree in each row. */
export const categoryRows: PlainRowService = {
  ...ABOUT,
  check: (values) => categoryValues(values, 'merge'),
  plan: async ({ em, partnerId }, rows, at) => {
    const tree = await categoryTree(em, partnerId);
    const wanted = rows.map(({ values: { code, name, parent_code } }) => ({
      code: code ?? '',
      name: name ?? '',
      parent: parent_code,
    }));
    const { outcomes, written } = planCategories(tree, wanted);
    const added = [...written.keys()].filter((code) => !tree.has(code)).length;
    if (tree.size + added > LIMITS.categories) {
      throw new ImportRefused(`The partner would have more than ${LIMITS.categories} categories.`);
    }
    return { outcomes, write: () => writeCategories(em, partnerId, written, at) };
  },
};

/** Removes categories from the partner's tree. */
export const removedCategoryRows: PlainRowService = {
  ...ABOUT,
  refersTo: [],
  check: (values) => categoryValues(values, 'delete'),
  plan: async ({ em, partnerId }, rows) => {
    const codes = rows.map(({ values }) => values.code ?? '');
    const { outcomes, removed } = planCategoryRemoval(await categoryTree(em, partnerId), codes);
    return { outcomes, write: () => removeCategories(em, partnerId, removed) };
  },
};

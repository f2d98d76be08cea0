import { useLocation } from '@tanstack/react-router';
import { createContext, useContext, useState } from 'react';
import type { ListSearch, SearchParams } from './list-search.ts';

/** A list's saved filters and sort. */
export interface SavedView {
  readonly name: string;
  readonly filters: SearchParams;
}

/** The owner of the views: those of one key are not shown to another key in the same browser. */
export const ViewsOwner = createContext('');

const MOST = 30;

/** The saved views of the current list. They are stored in this browser; the URL of each is a link for others. */
export function useSavedViews({ filters, set }: ListSearch) {
  const { pathname } = useLocation();
  const key = `console.views.${useContext(ViewsOwner)}.${pathname}`;
  const [views, setViews] = useState(() => storedViews(key));
  const store = (next: readonly SavedView[]) => {
    localStorage.setItem(key, JSON.stringify(next));
    setViews(next);
  };
  const shown = new URLSearchParams(sorted(filters)).toString();
  return {
    views,
    /** The view whose filters match the URL. */
    current: views.find((view) => new URLSearchParams(sorted(view.filters)).toString() === shown),
    isWorthSaving: shown !== '',
    show: (view: SavedView) => set({ ...withoutAll(filters), ...view.filters }),
    /** Replaces a view of the same name; beyond 30, the oldest is dropped. */
    save: (name: string) =>
      store([...views.filter((view) => view.name !== name), { name, filters: sorted(filters) }].slice(-MOST)),
    remove: (name: string) => store(views.filter((view) => view.name !== name)),
  };
}

/** Storage can be edited by the user: anything but a list of views counts as empty. */
function storedViews(key: string): readonly SavedView[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(stored) ? stored.filter(isView) : [];
  } catch {
    return [];
  }
}

function isView(value: unknown): value is SavedView {
  const { name, filters } = Object(value) as Partial<SavedView>;
  return typeof name === 'string' && typeof filters === 'object' && filters !== null;
}

function sorted(filters: SearchParams): Record<string, string> {
  const set = Object.entries(filters).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return Object.fromEntries(set.sort(([one], [other]) => (one < other ? -1 : 1)));
}

function withoutAll(filters: SearchParams): SearchParams {
  return Object.fromEntries(Object.keys(filters).map((name) => [name, undefined]));
}

import { useSyncExternalStore } from 'react';

export type ThemeChoice = 'light' | 'dark' | 'system';

const KEY = 'console.theme';
const prefersDark = matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();

function chosen(): ThemeChoice {
  const kept = localStorage.getItem(KEY);
  return kept === 'light' || kept === 'dark' ? kept : 'system';
}

function apply(): void {
  const choice = chosen();
  const dark = choice === 'system' ? prefersDark.matches : choice === 'dark';
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  for (const listener of listeners) listener();
}

prefersDark.addEventListener('change', apply);

export function chooseTheme(choice: ThemeChoice): void {
  if (choice === 'system') localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, choice);
  apply();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The chosen theme, and the resulting one. */
export function useTheme(): { choice: ThemeChoice; isDark: boolean } {
  const text = useSyncExternalStore(subscribe, () => `${chosen()} ${document.documentElement.dataset.theme}`);
  const [choice, theme] = text.split(' ');
  return { choice: choice as ThemeChoice, isDark: theme === 'dark' };
}

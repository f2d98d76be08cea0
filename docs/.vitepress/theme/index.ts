/// <reference types="vitepress/client" />
import type { Theme } from 'vitepress';
import DefaultTheme from 'vitepress/theme';
import { Tabs } from './tabs.ts';
import './code.css';
import './diagrams.css';
import './tables.css';
import './tabs.css';

export default {
  extends: DefaultTheme,
  enhanceApp: ({ app }) => void app.component('Tabs', Tabs),
} satisfies Theme;

import { renderMermaidSVG } from 'beautiful-mermaid';
import type { Markdown } from './repository-links.ts';

/** Renders the Mermaid diagrams of a page during the build, so that readers load a picture instead of a library. */
export function drawDiagrams(md: Markdown): void {
  const other = md.renderer.rules.fence;
  md.renderer.rules.fence = (tokens, index, options, env, self) => {
    const { info = '', content = '' } = tokens[index] ?? {};
    if (info.trim() === 'mermaid') return `<figure class="diagram" v-pre>${drawing(content)}</figure>\n`;
    return other?.(tokens, index, options, env, self) ?? '';
  };
}

/**
 * The SVG of a diagram. `theme/diagrams.css` sets its colors to those of the page, light or dark.
 *
 * @throws Error for an invalid diagram
 */
export function drawing(diagram: string): string {
  const svg = renderMermaidSVG(diagram, {
    bg: 'var(--vp-c-bg)',
    fg: 'var(--vp-c-text-1)',
    padding: 24,
    nodeSpacing: 20,
    layerSpacing: 28,
    transparent: true,
  });
  // Its style sheet would load a font from another site, and its variables would affect the whole page.
  return svg.replace(/<style>[\s\S]*?<\/style>/g, '');
}

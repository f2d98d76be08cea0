import { renderMermaidSVG } from 'beautiful-mermaid';
import type { Markdown } from './repository-links.ts';

/** Draws the Mermaid diagrams of a page while the site is built: readers load a picture, and no library. */
export function drawDiagrams(md: Markdown): void {
  const other = md.renderer.rules.fence;
  md.renderer.rules.fence = (tokens, index, options, env, self) => {
    const { info = '', content = '' } = tokens[index] ?? {};
    if (info.trim() === 'mermaid') return `<figure class="diagram" v-pre>${drawing(content)}</figure>\n`;
    return other?.(tokens, index, options, env, self) ?? '';
  };
}

/**
 * The SVG of a diagram. Its colors are those of the page, light or dark; `theme/diagrams.css` gives them.
 *
 * @throws Error for a diagram that cannot be read
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
  // Its style sheet would load a font from elsewhere, and its variables belong to the whole page.
  return svg.replace(/<style>[\s\S]*?<\/style>/g, '');
}

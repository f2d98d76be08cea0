import type { Markdown } from './repository-links.ts';

type Token = ReturnType<Markdown['parse']>[number];
type TokenClass = new (type: string, tag: string, nesting: -1 | 0 | 1) => Token;

const BEGIN = '<!-- tabs -->';
const END = '<!-- end of tabs -->';

/**
 * Shows alternatives as tabs. In Markdown they follow each other between two comments, each after a bold line with its
 * name; GitHub shows them like this.
 */
export function showTabs(md: Markdown): void {
  md.core.ruler.push('tabs', (state) => {
    state.tokens = withTabs(state.tokens, state.Token);
  });
}

function withTabs(tokens: Token[], Token: TokenClass): Token[] {
  const begin = tokens.findIndex((token) => isComment(token, BEGIN));
  if (begin < 0) return tokens;
  const length = tokens.slice(begin).findIndex((token) => isComment(token, END));
  if (length < 0) throw new Error(`${BEGIN} without ${END}`);
  const group = tabGroup(tokens.slice(begin + 1, begin + length), Token);
  return [...tokens.slice(0, begin), ...group, ...withTabs(tokens.slice(begin + length + 1), Token)];
}

/** @throws Error if there is text before the first bold line */
function tabGroup(tokens: Token[], Token: TokenClass): Token[] {
  const titles: string[] = [];
  const panels: Token[] = [];
  const html = (content: string) => Object.assign(new Token('html_block', '', 0), { content });
  for (let index = 0; index < tokens.length; index += 1) {
    const title = /^\*\*(\w+)\*\*$/.exec(tokens[index + 1]?.content ?? '')?.[1];
    if (tokens[index]?.type === 'paragraph_open' && title) {
      panels.push(html(`${titles.length > 0 ? '</template>\n' : ''}<template #tab${titles.length}>\n`));
      titles.push(title);
      index += 2;
    } else if (titles.length === 0) throw new Error('A group of tabs begins with a bold line that names its first tab');
    else panels.push(tokens[index] as Token);
  }
  return [html(`<Tabs titles="${titles.join(' ')}">\n`), ...panels, html('</template>\n</Tabs>\n')];
}

function isComment({ type, content }: Token, text: string): boolean {
  return type === 'html_block' && content.trim() === text;
}

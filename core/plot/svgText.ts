import { escapeMarkup } from './escapeMarkup';

/** A line of text in a picture. `style`: classes that `style.ts` knows. */
export function svgText(x: number, y: number, content: string, style: string, anchor = 'start'): string {
  return `<text x="${x}" y="${y}" class="${style}" text-anchor="${anchor}">${escapeMarkup(content)}</text>`;
}

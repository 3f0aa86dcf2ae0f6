/** How pictures look. */

/** Colours and fonts; variables are the theme's where the picture stands in an editor. */
const PLOT_STYLE = `
.plot { --paper: var(--vscode-editor-background, #fff); --ink: var(--vscode-foreground, #1f2328); --muted: var(--vscode-descriptionForeground, #59636e);
  --grid: color-mix(in srgb, var(--ink) 18%, transparent); --first: var(--vscode-charts-blue, #0b6bcb);
  --second: var(--vscode-charts-orange, #c2410c); color: var(--ink);
  font-family: var(--vscode-font-family, system-ui, "Segoe UI", Helvetica, Arial, sans-serif); font-size: 12px; }
.plot text { fill: var(--ink); } .plot .muted { fill: var(--muted); } .plot .small { font-size: 11px; }
.plot .bold { font-weight: 600; } .plot .title { font-weight: 600; font-size: 13px; }
.plot .grid { stroke: var(--grid); stroke-width: 1; } .plot .zero { stroke: var(--muted); stroke-width: 1; }
.plot .target { stroke: var(--ink); stroke-width: 2; }
.plot .first { fill: var(--first); stroke: var(--first); } .plot .second { fill: var(--second); stroke: var(--second); }
.plot .neutral { fill: var(--muted); stroke: var(--muted); } .plot .open { fill: var(--paper); stroke-width: 1.5; }
.plot .whisker { stroke-width: 1.5; fill: none; }
`;

const DARK = `
@media (prefers-color-scheme: dark) {
.plot { --paper: var(--vscode-editor-background, #0d1117); --ink: var(--vscode-foreground, #d1d7e0); --muted: var(--vscode-descriptionForeground, #9198a1);
  --first: var(--vscode-charts-blue, #58a6ff);
  --second: var(--vscode-charts-orange, #f0883e); }
}
`;

/** The style of pictures, or of a page of them, that stand by themselves: in the dark too. */
export const STANDALONE_STYLE = `${PLOT_STYLE}${DARK}`;

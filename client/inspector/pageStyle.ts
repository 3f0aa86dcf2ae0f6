/** In the colours and fonts of the theme. Sizes of rows are known to the script too: see `recordList.ts`. */
export const PAGE_STYLE = `
:root { --clean: var(--vscode-charts-green); --warning: var(--vscode-charts-yellow); --error: var(--vscode-charts-red);
  --line: var(--vscode-widget-border, var(--vscode-panel-border, var(--vscode-contrastBorder)));
  --quiet: var(--vscode-descriptionForeground); --mark: var(--vscode-charts-blue); }
* { box-sizing: border-box; }
html, body { height: 100%; }
body { margin: 0; padding: 0; display: flex; flex-direction: column; overflow: hidden; line-height: 1.4;
  font-variant-numeric: tabular-nums; }
h1, h2, p, figure { margin: 0; }
h1 { font-size: 1.3em; font-weight: 600; }
h2 { font-size: 1em; font-weight: 600; }
small { font-weight: 400; }
.quiet { color: var(--quiet); }
button { font: inherit; color: var(--vscode-button-secondaryForeground); background: var(--vscode-button-secondaryBackground);
  border: 1px solid var(--vscode-button-border, transparent); border-radius: 2px; padding: 2px 10px; cursor: pointer; }
button:hover { background: var(--vscode-button-secondaryHoverBackground); }
button.link { background: none; border: 0; padding: 0; color: var(--vscode-textLink-foreground); }
button.link:hover { text-decoration: underline; }
button.link[aria-pressed="true"] { font-weight: 600; text-decoration: underline; }
:focus { outline: none; }
:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: -1px; }

#status { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
#notice { display: flex; gap: 12px; align-items: center; padding: 6px 20px; }
#notice:empty { display: none; }
#notice progress { flex: 1; max-width: 320px; accent-color: var(--vscode-progressBar-background); }
body[data-state="shown"] #notice { background: var(--vscode-editorWidget-background); border-bottom: 1px solid var(--line); }
body:not([data-state="shown"]) :is(#head, #chips, #work) { display: none; }
body:not([data-state="shown"]) #notice { padding: 24px; }

#head { padding: 12px 20px 8px; }
.line { display: flex; flex-wrap: wrap; gap: 4px 16px; align-items: baseline; }
.steps { margin-left: auto; display: flex; gap: 6px; }
.count { font-weight: 600; }
.stack { display: block; width: 100%; height: 8px; margin: 8px 0 6px; cursor: pointer; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 8px; }
.standing { cursor: pointer; padding: 1px 8px; border: 1px solid transparent; border-radius: 10px; }
.standing:hover { background: var(--vscode-list-hoverBackground); }
.standing[aria-selected="true"] { border-color: var(--vscode-focusBorder); background: var(--vscode-list-inactiveSelectionBackground); }
i { font-style: normal; }
.clean { --mark: var(--clean); } .warning { --mark: var(--warning); } .error { --mark: var(--error); }
.info, .hint { --mark: var(--quiet); }
.standing i, .sign { color: var(--mark); }

#chips { display: flex; flex-wrap: wrap; gap: 6px; align-items: center; padding: 2px 20px 8px; }
#chips:empty { display: none; }
.chip { border-radius: 10px; padding: 1px 8px; color: var(--vscode-badge-foreground); background: var(--vscode-badge-background);
  border-color: var(--vscode-contrastBorder, transparent); max-width: 100%; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.chip:hover { background: var(--vscode-button-background); color: var(--vscode-button-foreground); }

#work { flex: 1; min-height: 0; display: grid; grid-template: minmax(0, 1fr) minmax(150px, 38%) / minmax(0, 1fr); border-top: 1px solid var(--line); }
#panels { overflow: auto; padding: 0 20px 16px; }
.facets { columns: 300px; column-gap: 28px; }
#records { min-height: 0; display: flex; flex-direction: column; border-top: 1px solid var(--line); }
@media (min-width: 1100px) {
  #work { grid-template: minmax(0, 1fr) / minmax(0, 1fr) minmax(380px, 36%); }
  #records { border-top: 0; border-left: 1px solid var(--line); }
}

.panel { padding-top: 14px; min-width: 0; break-inside: avoid; }
.panel h2 { padding-bottom: 6px; }
.bars { max-height: 208px; overflow: auto; display: grid; grid-template-columns: minmax(0, 1.5fr) minmax(40px, 1fr) minmax(48px, max-content) auto; }
.rule .bars { max-height: 296px; grid-template-columns: minmax(0, 2.2fr) minmax(40px, 1fr) minmax(48px, max-content) auto; }
.row, .bar { display: grid; grid-template-columns: subgrid; grid-column: 1 / -1; align-items: center; }
.bar { grid-column: 1 / 4; column-gap: 8px; height: 22px; padding: 0 4px; cursor: pointer; border-radius: 2px; }
.bar:hover { background: var(--vscode-list-hoverBackground); }
.bar[aria-selected="true"] { background: var(--vscode-list-inactiveSelectionBackground); font-weight: 600;
  box-shadow: inset 2px 0 var(--vscode-focusBorder); }
.label, .numbers { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.numbers { text-align: right; }
.track { width: 100%; height: 10px; overflow: visible; }
.whole { fill: var(--mark); fill-opacity: 0.25; }
.part { fill: var(--mark); }
.target { stroke: var(--vscode-foreground); stroke-width: 2; }
.docs { padding: 0; width: 18px; height: 18px; line-height: 16px; margin-left: 2px; background: none; border-color: transparent; color: var(--quiet); }
.docs:hover, .docs:focus-visible { color: var(--vscode-textLink-foreground); }

.histograms { display: grid; gap: 16px 28px; grid-template-columns: repeat(auto-fill, minmax(200px, 1fr)); }
.histogram { min-width: 0; }
.histogram figcaption { display: flex; gap: 6px; align-items: baseline; }
.histogram b { font-weight: 600; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.histogram svg { display: block; width: 100%; height: 64px; border-bottom: 1px solid var(--quiet); }
.histogram p { font-size: 0.92em; }
.axis { display: flex; justify-content: space-between; color: var(--quiet); font-size: 0.85em; }
.bins-1 :is(svg, .axis) { width: 20%; } .bins-2 :is(svg, .axis) { width: 40%; } .bins-3 :is(svg, .axis) { width: 60%; }
.bin { cursor: pointer; } .bin:focus-visible { outline: none; }
.hit { fill: transparent; }
.bin:hover .hit { fill: var(--vscode-list-hoverBackground); }
.bin[aria-selected="true"] .hit { fill: var(--vscode-list-inactiveSelectionBackground); }
.bin:focus-visible .hit { stroke: var(--vscode-focusBorder); stroke-width: 2; vector-effect: non-scaling-stroke; }
.median { stroke: var(--vscode-foreground); stroke-width: 1; stroke-dasharray: 3 2; vector-effect: non-scaling-stroke; pointer-events: none; }

#list-head { display: flex; gap: 12px; align-items: center; justify-content: space-between; padding: 8px 12px 6px 20px; }
#list { flex: 1; min-height: 0; overflow: auto; position: relative; }
.space { position: relative; }
.record { position: absolute; left: 0; right: 0; height: 44px; padding: 3px 12px 3px 20px; cursor: pointer; display: grid; align-content: center;
  grid-template: auto auto / 16px auto minmax(0, 1fr) auto; gap: 0 8px; }
.record:hover { background: var(--vscode-list-hoverBackground); }
.record > * { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.record .sign { grid-column: 1; } .record .number { grid-column: 2; color: var(--quiet); min-width: 3ch; text-align: right; }
.record .question { grid-row: 1; grid-column: 3; } .record .archetype { grid-column: 4; grid-row: 1; color: var(--quiet); }
.record .worst { grid-row: 2; grid-column: 3 / -1; color: var(--quiet); font-size: 0.92em; }
.record code { font-family: var(--vscode-editor-font-family); color: var(--vscode-foreground); }
#list:focus-visible { outline-offset: -2px; }
.record[aria-selected="true"] { background: var(--vscode-list-inactiveSelectionBackground); }
#list:focus .record[aria-selected="true"] { background: var(--vscode-list-activeSelectionBackground); color: var(--vscode-list-activeSelectionForeground); }
#list:focus .record[aria-selected="true"] :is(.quiet, .number, .archetype, .worst, code) { color: inherit; }

:is(.vscode-high-contrast, .vscode-high-contrast-light) .whole { fill-opacity: 0; stroke: var(--mark); stroke-width: 1; vector-effect: non-scaling-stroke; }
:is(.vscode-high-contrast, .vscode-high-contrast-light) :is(.bar, .standing, .record):hover { outline: 1px dashed var(--vscode-contrastActiveBorder); outline-offset: -1px; }
:is(.vscode-high-contrast, .vscode-high-contrast-light) :is(.bar[aria-selected="true"], #list:focus .record[aria-selected="true"]) { outline: 1px solid var(--vscode-contrastActiveBorder); outline-offset: -1px; }
`;

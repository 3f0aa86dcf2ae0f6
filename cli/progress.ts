import type { RunEvent } from '../core/generate/generate';
import type { Style } from './reporters/style';

const WIDTH = 24;

/** Progress of a run on standard error: one line that is redrawn on a terminal, else a line per rejected sample. */
export class RunProgress {
  #accepted = 0;
  #rejected = 0;
  #note = '';

  constructor(
    private readonly total: number,
    /** Samples that were accepted or rejected before. */
    private readonly settled: number,
    private readonly quiet: boolean,
    private readonly style: Style,
    private readonly out: NodeJS.WriteStream = process.stderr,
  ) {}

  show(event: RunEvent): void {
    if (event.kind === 'accepted') this.#accepted++;
    if (event.kind === 'rejected') {
      this.#rejected++;
      this.#print(
        `${this.style.yellow('rejected')} sample ${event.sample.index} (${event.sample.archetype}): ${event.reasons[0]}`,
      );
    }
    this.#note =
      event.kind === 'waiting' ? `waiting ${Math.ceil(event.ms / 1000)} s: ${event.error.message}` : '';
    if (event.kind === 'waiting' && !this.out.isTTY) this.#print(this.#note);
    this.#draw();
  }

  #print(line: string): void {
    if (this.quiet) return;
    this.out.write(this.out.isTTY ? `\r\x1b[K${line}\n` : `${line}\n`);
  }

  #draw(): void {
    if (this.quiet || !this.out.isTTY) return;
    const done = this.settled + this.#accepted + this.#rejected;
    const filled = this.total === 0 ? WIDTH : Math.round((WIDTH * done) / this.total);
    const bar = this.style.green('█'.repeat(filled)) + this.style.dim('░'.repeat(WIDTH - filled));
    const rejected = this.#rejected === 0 ? '' : `, ${this.#rejected} rejected`;
    const line = `${bar} ${done}/${this.total}${rejected} ${this.#note}`.trimEnd();
    this.out.write(`\r\x1b[K${line}`);
  }
}

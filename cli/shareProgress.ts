import type { Style } from './reporters/style';

const WIDTH = 24;

/** A bar on standard error, where that is a terminal, and nothing elsewhere. */
export class ShareProgress {
  #shown = -1;

  constructor(
    private readonly what: string,
    private readonly quiet: boolean,
    private readonly style: Style,
    private readonly out: NodeJS.WriteStream = process.stderr,
  ) {}

  /** `done`: from 0 to 1. */
  show(done: number): void {
    const percent = Math.floor(100 * done);
    if (this.quiet || !this.out.isTTY || percent === this.#shown) return;
    this.#shown = percent;
    const filled = Math.round(WIDTH * done);
    const bar = this.style.green('█'.repeat(filled)) + this.style.dim('░'.repeat(WIDTH - filled));
    this.out.write(`\r\x1b[K${bar} ${percent} % ${this.what}`);
  }

  end(): void {
    if (this.#shown >= 0) this.out.write('\r\x1b[K');
  }
}

/** From so many bytes on, reading takes long enough to say how far it is. */
const WORTH_SHOWING = 8 << 20;

/** How much of the files has been read, on a terminal's standard error: one line that is redrawn, and gone at the end. */
export class ReadProgress {
  #shown = '';

  constructor(
    private readonly size: number,
    private readonly quiet: boolean,
    private readonly out: NodeJS.WriteStream = process.stderr,
  ) {}

  show(bytes: number): void {
    if (this.quiet || !this.out.isTTY || this.size < WORTH_SHOWING) return;
    const text = `Reading: ${Math.min(100, Math.floor((100 * bytes) / this.size))} %`;
    if (text === this.#shown) return;
    this.#shown = text;
    this.out.write(`\r\x1b[K${text}`);
  }

  end(): void {
    if (this.#shown !== '') this.out.write('\r\x1b[K');
    this.#shown = '';
  }
}

import { styleText } from 'node:util';

export interface Style {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  yellow(text: string): string;
  blue(text: string): string;
  green(text: string): string;
}

/** Colours for a stream: none when it is not a terminal, with `--no-color`, or when NO_COLOR is set. */
export function createStyle(stream: { readonly isTTY?: boolean }, allowed: boolean): Style {
  const coloured = allowed && stream.isTTY === true && !process.env.NO_COLOR;
  // The platform would ask standard output, whichever stream this is for.
  const paint = (format: Parameters<typeof styleText>[0]) => (text: string) =>
    coloured ? styleText(format, text, { validateStream: false }) : text;
  return {
    bold: paint('bold'),
    dim: paint('dim'),
    red: paint('red'),
    yellow: paint('yellow'),
    blue: paint('blue'),
    green: paint('green'),
  };
}

import { closeSync, openSync, writeSync } from 'node:fs';
import { benchRecords } from './dataset';

/** Writes the records to a file and gives them as one text. */
export function makeDataset(path: string, records: number): string {
  const file = openSync(path, 'w');
  const pieces: string[] = [];
  let piece = '';
  for (const record of benchRecords(records)) {
    piece += `${record}\n`;
    if (piece.length < 1 << 20) continue;
    writeSync(file, piece);
    pieces.push(piece);
    piece = '';
  }
  writeSync(file, piece);
  closeSync(file);
  return [...pieces, piece].join('');
}

import { basename, dirname, join } from 'node:path';

/** `data/a.jsonl` → `data/a.train.jsonl`. */
export function partPath(path: string, part: string, folder = dirname(path)): string {
  const [, stem = '', end = ''] = /^(.*?)(\.jsonl|\.ndjson)?$/i.exec(basename(path)) ?? [];
  return join(folder, `${stem}.${part}${end}`);
}

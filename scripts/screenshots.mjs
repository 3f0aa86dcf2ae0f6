// @ts-check
// Makes the pictures of docs/images/ anew from what the host suites see in VS Code. Run by `npm run screenshots`.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { OUT, ROOT } from './paths.mjs';

const run = spawnSync('npm', ['run', 'test:host'], { cwd: ROOT, stdio: 'inherit' });
if (run.status !== 0) process.exit(run.status ?? 1);
const images = join(ROOT, 'docs', 'images');
for (const name of readdirSync(images)) {
  const taken = join(OUT, 'screenshots', name);
  if (!existsSync(taken)) throw new Error(`No suite takes ${name}: remove the picture or take it.`);
  copyFileSync(taken, join(images, name));
}

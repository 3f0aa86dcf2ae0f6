#!/usr/bin/env node
/** The language server's process. VS Code talks to it over IPC; any other editor starts it with `--stdio`. */
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { startServer } from './server';

// The library sees standard input end, and a client whose process is gone; over IPC a client may leave otherwise.
process.once('disconnect', () => process.exit(1));

if (process.argv.length > 2) startServer(createConnection(ProposedFeatures.all));
else {
  process.stderr.write('An editor starts this language server, and talks to it over --stdio.\n');
  process.exitCode = 2;
}

/** A run for one record that is there already, as Repair and Regenerate carry it out. */
import * as vscode from 'vscode';
import type { Teacher } from '../../core/generate/provider';
import type { RunMaterials } from '../../storage/runMaterials';
import type { RunRequest } from '../../storage/startRun';
import type { Engine } from '../loadEngine';
import { agreesToRuns } from '../runs/agreesToCost';
import { carryOut, type RunServices } from '../runs/carryOut';
import { showOutcome } from '../runs/showOutcome';
import type { Server } from '../server';
import type { Offers } from './offers';
import { type Place, placeOf } from './place';
import { recordAt } from './recordAtCursor';

export interface AgainServices extends RunServices {
  readonly server: Server;
  readonly offers: Offers;
  /** Where runs go when no folder is open. */
  readonly storage: vscode.Uri;
}

export interface PlacedRecord extends Place {
  /** The record, a JSONL line. */
  readonly record: string;
}

/** The record that a lens names, or that the cursor is in; undefined, and told, where there is none. */
export async function recordToAskFor(
  engine: Engine,
  uri?: string,
  line?: number,
): Promise<PlacedRecord | undefined> {
  const place = await placeOf(uri, line);
  const at = new vscode.Position(place?.line ?? 0, 0);
  const selection = new vscode.Selection(at, at);
  const record = place && recordAt(engine, { document: place.document, selection })?.line;
  if (place && record !== undefined) return { ...place, record };
  void vscode.window.showInformationMessage(
    vscode.l10n.t('Put the cursor into a record of a .jsonl or .vignette dataset.'),
  );
  return undefined;
}

export interface Asking {
  readonly title: string;
  readonly teacher: Teacher;
  readonly request: RunRequest;
  readonly materials: RunMaterials;
  /** The record's dataset, an absolute path. */
  readonly dataset: string;
  readonly document: vscode.TextDocument;
}

/** Records that are being asked for: a second press of a lens is not to be paid for. */
const underWay = new Set<string>();

/** Rejects with TeacherError, StorageError or PromptError. */
export async function askInPlace(
  engine: Engine,
  services: AgainServices,
  { title, teacher, request, materials, dataset, document }: Asking,
): Promise<void> {
  const key = `${document.uri} ${request.inPlaceOf?.record}`;
  if (underWay.has(key)) return;
  underWay.add(key);
  try {
    const templates = new engine.PromptTemplates(materials.templates);
    const costly = { plan: request, teacher, samples: engine.planSamples(request), templates, path: dataset };
    if (!(await agreesToRuns(engine, [costly]))) return;
    const run = await carryOut(engine, services, {
      title,
      teacher,
      start: (surround) => engine.startRun(services.runs.newRunsFolder.fsPath, request, surround, materials),
    });
    if (run.result.end.kind !== 'finished') await showOutcome(run);
    else void services.offers.show(vscode.Uri.file(run.path), document.uri);
  } finally {
    underWay.delete(key);
  }
}

import type * as vscode from 'vscode';
import type { RunServices } from '../runs/carryOut';
import { copyTemplates } from './copyTemplates';
import { createTemplate } from './createTemplate';
import { goToTemplate } from './goToTemplate';
import { PromptPreviews } from './preview';
import { runTemplate, runTemplateOnCases } from './run';

/** What can be done with a template, and what stays open meanwhile. */
export class PromptCommands implements vscode.Disposable {
  readonly #previews: PromptPreviews;

  constructor(private readonly services: RunServices) {
    this.#previews = new PromptPreviews(services);
  }

  async preview(document: vscode.TextDocument): Promise<void> {
    await this.#previews.show(document);
  }

  async run(document: vscode.TextDocument, count?: number): Promise<void> {
    await runTemplate(this.services, document, count);
  }

  async runCases(document: vscode.TextDocument): Promise<void> {
    await runTemplateOnCases(this.services, document);
  }

  /** `storage`: where runs go when no folder is open. */
  async goTo(storage: vscode.Uri): Promise<void> {
    await goToTemplate(storage);
  }

  async create(): Promise<void> {
    await createTemplate(this.services);
  }

  async copyShipped(): Promise<void> {
    await copyTemplates();
  }

  dispose(): void {
    this.#previews.dispose();
  }
}

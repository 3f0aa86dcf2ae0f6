/** Multi-step quick picks: every step can go back, and shows where it is. */
import * as vscode from 'vscode';

export interface Choice<T> extends vscode.QuickPickItem {
  readonly value: T;
}

export interface StepLabels {
  readonly title: string;
  readonly step: number;
  readonly totalSteps: number;
}

export interface PickStep<T> extends StepLabels {
  readonly placeholder: string;
  /** Shown busy until they come. */
  readonly choices: Promise<readonly Choice<T>[]> | readonly Choice<T>[];
  /** The choice that is active at first. */
  readonly active: (value: T) => boolean;
}

export interface InputStep extends StepLabels {
  readonly prompt: string;
  readonly value: string;
  /** What is wrong with a value, or undefined. */
  readonly validate: (value: string) => string | undefined;
}

export type Answer<T> =
  | { readonly kind: 'chosen'; readonly value: T }
  | { readonly kind: 'back' }
  | { readonly kind: 'cancelled' };

/** Asks for one of some choices. Rejects when the promise of the choices does. */
export function askChoice<T>(step: PickStep<T>): Promise<Answer<T>> {
  const pick = vscode.window.createQuickPick<Choice<T>>();
  pick.placeholder = step.placeholder;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  return new Promise<Answer<T>>((resolve, reject) => {
    setUp(pick, step, resolve);
    pick.onDidAccept(() => {
      const [chosen] = pick.selectedItems;
      if (chosen) finish(pick, resolve, { kind: 'chosen', value: chosen.value });
    });
    const offer = (choices: readonly Choice<T>[]): void => {
      pick.items = choices;
      // Whoever has typed already is after another one, which the list makes active by itself.
      if (pick.value === '') pick.activeItems = choices.filter(({ value }) => step.active(value)).slice(0, 1);
    };
    if (step.choices instanceof Promise) {
      pick.busy = true;
      step.choices.then(
        (choices) => {
          offer(choices);
          pick.busy = false;
        },
        (error: unknown) => {
          reject(error);
          pick.dispose();
        },
      );
    } else offer(step.choices);
    pick.show();
  });
}

/** Asks for a line of text. */
export function askText(step: InputStep): Promise<Answer<string>> {
  const input = vscode.window.createInputBox();
  input.prompt = step.prompt;
  input.value = step.value;
  return new Promise<Answer<string>>((resolve) => {
    setUp(input, step, resolve);
    input.onDidChangeValue((value) => {
      input.validationMessage = step.validate(value);
    });
    input.onDidAccept(() => {
      input.validationMessage = step.validate(input.value);
      if (!input.validationMessage) finish(input, resolve, { kind: 'chosen', value: input.value });
    });
    input.show();
  });
}

type StepInput = vscode.QuickPick<Choice<unknown>> | vscode.InputBox;

function setUp<T>(
  input: vscode.QuickPick<Choice<T>> | vscode.InputBox,
  { title, step, totalSteps }: StepLabels,
  resolve: (answer: Answer<never>) => void,
): void {
  input.title = title;
  input.step = step;
  input.totalSteps = totalSteps;
  input.ignoreFocusOut = true;
  input.buttons = step > 1 ? [vscode.QuickInputButtons.Back] : [];
  input.onDidTriggerButton(() => finish(input, resolve, { kind: 'back' }));
  input.onDidHide(() => finish(input, resolve, { kind: 'cancelled' }));
}

/** Settles the step; the hiding that follows comes too late to change it. */
function finish<A>(input: Pick<StepInput, 'dispose'>, resolve: (answer: A) => void, answer: A): void {
  resolve(answer);
  input.dispose();
}

import * as vscode from 'vscode';
import type { Choices, Plan, Question } from '../../containerize/plan-types.ts';
import { translate } from '../translate.ts';

/** A plan without open questions, and the choices that it was made with. */
export interface Answered {
  readonly plan: Plan;
  readonly choices: Choices;
}

/** Plans until no question without an answer is left. Undefined: the user left a question open. */
export async function answerQuestions(
  plan: (choices: Choices) => Promise<Plan>,
  given: Choices,
): Promise<Answered | undefined> {
  let choices = given;
  for (;;) {
    const proposed = await plan(choices);
    const open = proposed.questions.find(({ id }) => !(id in choices));
    if (!open) return { plan: proposed, choices };
    const answer = await askQuestion(open);
    if (answer === undefined) return undefined;
    choices = { ...choices, ...answer };
  }
}

/** Asks for a choice that the user makes with a word of their own. Undefined: no answer. */
export function askFor(id: Question['id']): Promise<Choices | undefined> {
  const titles: Readonly<Record<Question['id'], string>> = {
    program: vscode.l10n.t('Program'),
    port: vscode.l10n.t('Port that the program listens on'),
    healthPath: vscode.l10n.t('Route that answers when the program is well'),
    schedule: vscode.l10n.t('When the job starts: five fields, as cron writes them'),
    registry: vscode.l10n.t('Registry and path of the image: HOST/PATH'),
    gateway: vscode.l10n.t('Gateway of the route: NAME, or NAMESPACE/NAME'),
    host: vscode.l10n.t('Host name under which clients reach the program'),
  };
  return answer(id, titles[id], [], null);
}

/** Asks what a plan leaves open. Undefined: no answer. */
export function askQuestion({ id, ask: words, options, proposal }: Question): Promise<Choices | undefined> {
  return answer(id, translate(words), options, proposal);
}

async function answer(
  id: Question['id'],
  title: string,
  options: readonly string[],
  proposal: string | null,
): Promise<Choices | undefined> {
  const none = vscode.l10n.t('None');
  switch (id) {
    case 'program': {
      const program = await vscode.window.showQuickPick([...options], { title });
      return program === undefined ? undefined : { program };
    }
    case 'healthPath': {
      const path = await pickOrType(title, [...options, none], proposal ?? '/healthz');
      return path === undefined ? undefined : { healthPath: path === none ? null : path };
    }
    case 'port': {
      const port = await pickOrType(title, [...options, none], proposal ?? '8080');
      if (port === undefined) return undefined;
      const number = Number(port);
      return { port: Number.isInteger(number) && number > 0 && number < 65_536 ? number : null };
    }
    case 'schedule':
    case 'registry':
    case 'gateway':
    case 'host': {
      const validateInput = (text: string) =>
        FORMS[id].test(text.trim()) ? undefined : vscode.l10n.t('This is not of that form');
      const text = await vscode.window.showInputBox({
        title,
        value: proposal ?? '',
        ignoreFocusOut: true,
        validateInput,
      });
      return text === undefined ? undefined : { [id]: text.trim() };
    }
  }
}

const FORMS = {
  schedule: /^(?:@\w+|\S+(?: +\S+){4})$/,
  registry: /^[^\s]+$/,
  gateway: /^(?:[a-z0-9]([-a-z0-9]*[a-z0-9])?\/)?[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/,
  host: /^(?:\*\.)?[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?$/,
} as const;

/** A list whose first entry is the proposal and that takes other text, too. */
async function pickOrType(title: string, options: readonly string[], proposal: string): Promise<string | undefined> {
  const picker = vscode.window.createQuickPick();
  const labels = [...new Set([proposal, ...options])];
  picker.title = title;
  picker.ignoreFocusOut = true;
  picker.items = labels.map((label) => ({ label }));
  picker.onDidChangeValue((typed) => {
    const all = typed === '' || labels.includes(typed) ? labels : [typed, ...labels];
    picker.items = all.map((label) => ({ label }));
  });
  try {
    return await new Promise((resolve) => {
      picker.onDidAccept(() => {
        resolve(picker.selectedItems[0]?.label);
      });
      picker.onDidHide(() => {
        resolve(undefined);
      });
      picker.show();
    });
  } finally {
    picker.dispose();
  }
}

import * as vscode from 'vscode';
import type { Choices, Plan, Question } from '../../containerize/plan-types.ts';
import { translate } from '../translate.ts';

/** Plans until no question without an answer is left. Undefined: the user left a question open. */
export async function answerQuestions(
  plan: (choices: Choices) => Promise<Plan>,
  given: Choices,
): Promise<Plan | undefined> {
  let choices = given;
  for (;;) {
    const proposed = await plan(choices);
    const open = proposed.questions.find(({ id }) => !(id in choices));
    if (!open) return proposed;
    const answer = await ask(open);
    if (answer === undefined) return undefined;
    choices = { ...choices, ...answer };
  }
}

async function ask(question: Question): Promise<Choices | undefined> {
  const title = translate(question.ask);
  const none = vscode.l10n.t('None');
  switch (question.id) {
    case 'program': {
      const program = await vscode.window.showQuickPick([...question.options], { title });
      return program === undefined ? undefined : { program };
    }
    case 'healthPath': {
      const path = await pickOrType(title, [...question.options, none], question.proposal ?? '/healthz');
      return path === undefined ? undefined : { healthPath: path === none ? null : path };
    }
    case 'port': {
      const port = await pickOrType(title, [...question.options, none], question.proposal ?? '8080');
      if (port === undefined) return undefined;
      const number = Number(port);
      return { port: Number.isInteger(number) && number > 0 && number < 65_536 ? number : null };
    }
  }
}

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

import * as vscode from 'vscode';
import { type Message, say, type Translations } from '../words/message.ts';
import { explain, Problem } from '../words/problem.ts';

/** The bundle of VS Code's display language; empty for English. */
export function translations(): Translations {
  return vscode.l10n.bundle ?? {};
}

export function translate(message: Message): string {
  return say(message, translations());
}

/** The same for what shows no Markdown. */
export function plain(message: Message): string {
  return translate(message).replaceAll('`', '');
}

/** What happened, why and what to do, as one paragraph; a foreign error's own words. Where it is shown, nothing shows Markdown. */
export function explainError(error: unknown): string {
  if (error instanceof Problem) return explain(error, translations()).replaceAll('`', '');
  return error instanceof Error ? error.message.replaceAll('`', '') : String(error);
}

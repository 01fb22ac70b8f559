import * as vscode from 'vscode';
import type { ContextChange } from '../../containerize/context/context-change.ts';
import { shown } from '../../containerize/decision.ts';
import type { Choices, Decision, DecisionOption, Plan } from '../../containerize/plan-types.ts';
import { labelled, listed, say } from '../../words/message.ts';
import { size } from '../../words/sizes.ts';
import { translations } from '../translate.ts';
import { type Answered, askFor } from './questions.ts';

/** What the review needs of the command that shows it. */
export interface ReviewDoor {
  readonly folder: vscode.Uri;
  /** Plans with choices, and asks what they leave open; undefined: the user gave no answer. */
  readonly plan: (choices: Choices) => Promise<Answered | undefined>;
  readonly context: (plan: Plan, token: vscode.CancellationToken) => Promise<ContextChange | undefined>;
}

interface PlanItem extends vscode.QuickPickItem {
  readonly decision?: Decision;
}

interface OptionItem extends vscode.QuickPickItem {
  readonly option?: DecisionOption;
  readonly opens?: Decision['evidence'];
}

/**
 * Shows the decisions of a plan, each with its reason. Enter takes the plan as it is; a decision leads to its alternatives
 * and to the line that decided it, and the plan is made anew. Undefined: the user left.
 */
export async function reviewPlan(first: Answered, door: ReviewDoor): Promise<Plan | undefined> {
  let { plan, choices } = first;
  let at: string | undefined;
  for (;;) {
    const decision = await pickDecision(plan, at, door);
    if (decision === undefined) return undefined;
    if (decision === 'accept') return plan;
    at = keyOf(decision);
    const set = await pickOption(decision, door.folder);
    if (set === undefined) continue;
    const next = await door.plan({ ...choices, ...set });
    if (next) ({ plan, choices } = next);
  }
}

/** One list: what is written first, then why. */
function pickDecision(plan: Plan, at: string | undefined, door: ReviewDoor): Promise<Decision | 'accept' | undefined> {
  const picker = vscode.window.createQuickPick<PlanItem>();
  const measuring = new vscode.CancellationTokenSource();
  picker.title = vscode.l10n.t('Containerize Go Project: the plan');
  picker.placeholder = vscode.l10n.t(
    'Preview the files, or choose a decision to change it or to see where it comes from',
  );
  picker.matchOnDescription = true;
  picker.matchOnDetail = true;
  picker.ignoreFocusOut = true;
  const show = (change?: ContextChange) => {
    const active = picker.activeItems[0]?.decision ? keyOf(picker.activeItems[0].decision) : at;
    picker.items = [
      acceptItem(plan, change),
      separator(vscode.l10n.t('Decisions')),
      ...plan.decisions.map(decisionItem),
    ];
    const again = picker.items.find(({ decision }) => decision && keyOf(decision) === active);
    if (again) picker.activeItems = [again];
  };
  show();
  picker.busy = true;
  void door
    .context(plan, measuring.token)
    .then(show, () => undefined)
    .finally(() => {
      picker.busy = false;
    });
  return new Promise<Decision | 'accept' | undefined>((resolve) => {
    picker.onDidAccept(() => {
      const [item] = picker.selectedItems;
      if (item) resolve(item.decision ?? 'accept');
    });
    picker.onDidTriggerItemButton(({ item }) => void openEvidence(door.folder, item.decision?.evidence));
    picker.onDidHide(() => {
      resolve(undefined);
    });
    picker.show();
  }).finally(() => {
    measuring.cancel();
    measuring.dispose();
    picker.dispose();
  });
}

function acceptItem({ files }: Plan, change: ContextChange | undefined): PlanItem {
  const fresh = files.filter(({ exists }) => !exists);
  const label =
    fresh.length === 0
      ? vscode.l10n.t('Show what has changed in {0} files', files.length)
      : vscode.l10n.t('Preview {0} files', fresh.length);
  const names = files.map(({ path }) => path);
  return {
    label: `$(check) ${label}`,
    description: change
      ? vscode.l10n.t(
          'build context: {0} in {1} files → {2} in {3} files',
          size(change.before.bytes),
          change.before.files,
          size(change.after.bytes),
          change.after.files,
        )
      : '',
    detail: names.length > 4 ? `${names.slice(0, 3).join(', ')} … +${names.length - 3}` : names.join(', '),
    alwaysShow: true,
  };
}

function decisionItem(decision: Decision): PlanItem {
  const { options = [], evidence } = decision;
  const { what, chosen, because } = wordsOf(decision);
  return {
    label: labelled(what, chosen),
    description: options.length > 0 ? vscode.l10n.t('or {0}', listed(options.map(labelOf))) : '',
    detail: evidence ? `${because} · ${evidence.file}:${evidence.line}` : because,
    decision,
    ...(evidence && {
      buttons: [{ iconPath: new vscode.ThemeIcon('go-to-file'), tooltip: `${evidence.file}:${evidence.line}` }],
    }),
  };
}

/** The alternatives of one decision; undefined: back to the plan as it was. */
async function pickOption(decision: Decision, folder: vscode.Uri): Promise<Choices | undefined> {
  const { options = [], evidence } = decision;
  const { what, chosen, because } = wordsOf(decision);
  const items: OptionItem[] = [
    { label: `$(check) ${chosen}`, description: vscode.l10n.t('as planned') },
    ...options.map((option) => ({ label: labelOf(option), option })),
    ...(evidence
      ? [
          separator(vscode.l10n.t('Where it comes from')),
          { label: `$(go-to-file) ${evidence.file}:${evidence.line}`, opens: evidence },
        ]
      : []),
  ];
  const picked = await vscode.window.showQuickPick(items, { title: what, placeHolder: because, ignoreFocusOut: true });
  if (picked?.opens) await openEvidence(folder, picked.opens);
  if (!picked?.option) return undefined;
  const { set, ask } = picked.option;
  if (ask === undefined) return set;
  const answer = await askFor(ask);
  return answer && { ...set, ...answer };
}

async function openEvidence(folder: vscode.Uri, evidence: Decision['evidence']): Promise<void> {
  if (!evidence) return;
  const start = new vscode.Position(evidence.line - 1, 0);
  await vscode.window.showTextDocument(vscode.Uri.joinPath(folder, evidence.file), {
    preview: true,
    preserveFocus: true,
    selection: new vscode.Range(start, start),
  });
}

function labelOf({ label }: DecisionOption): string {
  return shown(label, translations());
}

interface DecisionWords {
  readonly what: string;
  readonly chosen: string;
  readonly because: string;
}

function wordsOf({ words, what, chosen, because, command }: Decision): DecisionWords {
  const name = words ? say(words.what, translations()) : what;
  const of = command === undefined ? '' : `${command} · `;
  return {
    // In a terminal it stands within a line; cgo is a name.
    what: of + name.replace(/^(?!cgo\b)[a-z]/, (letter) => letter.toUpperCase()),
    chosen: words ? shown(words.chosen, translations()) : chosen,
    // A list shows no Markdown.
    because: (words ? say(words.because, translations()) : because).replaceAll('`', ''),
  };
}

function keyOf({ what, evidence, command = '' }: Decision): string {
  return `${command} ${what} ${evidence?.file ?? ''} ${evidence?.line ?? ''}`;
}

function separator(label: string): vscode.QuickPickItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

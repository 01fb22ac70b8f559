import type { CodeLens, Command } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { finalStage } from '../dockerfile/final.ts';
import { workloadAnchors } from '../kubernetes/workload-lens.ts';
import type { Range } from '../lint/rule.ts';
import { type Message, say } from '../words/message.ts';
import type { LensTarget } from './protocol.ts';
import type { Session } from './session.ts';
import { toRange } from './to-lsp.ts';

const ACTIONS: readonly { readonly id: string; readonly title: Message }[] = [
  { id: 'gantry.build', title: ['Build'] },
  { id: 'gantry.push', title: ['Push'] },
  { id: 'gantry.deploy', title: ['Deploy'] },
];

/** Build · Push · Deploy on the final FROM, on `func main` of package main, and on every workload. */
export async function codeLenses(session: Session, document: TextDocument): Promise<CodeLens[]> {
  const wanted = session.features.codeLenses;
  const { uri } = document;
  if (document.languageId === 'go') {
    const range = wanted.go ? mainFunction(document.getText()) : undefined;
    return range ? lenses(session, document, range, { uri, kind: 'go-main' }) : [];
  }
  const place = await session.placeOf(document);
  const parsed = place?.project.parsed(place.file);
  if (parsed?.kind === 'dockerfile') {
    const from = wanted.dockerfile ? finalStage(parsed.dockerfile)?.from : undefined;
    return from ? lenses(session, document, from, { uri, kind: 'dockerfile' }) : [];
  }
  if (parsed?.kind === 'manifests' && wanted.workloads) {
    return workloadAnchors(parsed.manifests).flatMap(({ name, ...range }) =>
      lenses(session, document, range, { uri, kind: 'workload', name }),
    );
  }
  return [];
}

function lenses(session: Session, document: TextDocument, range: Range, target: LensTarget): CodeLens[] {
  return ACTIONS.map(({ id, title }) => {
    const command: Command = { command: id, title: say(title, session.translations), arguments: [target] };
    return { range: toRange(document, range), command };
  });
}

/** Where `func main()` of package main is; comments and strings that look like it are rare enough to be told by their line start. */
function mainFunction(text: string): Range | undefined {
  if (!/^package main\b/m.test(text)) return undefined;
  const found = /^func main\(\)/m.exec(text);
  return found ? { start: found.index, end: found.index + found[0].length } : undefined;
}

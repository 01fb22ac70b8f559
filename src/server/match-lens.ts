import type { CodeLens } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { containerKey } from '../contract/matching/chosen-match.ts';
import { say } from '../words/message.ts';
import type { LensTarget } from './protocol.ts';
import type { Place, Session } from './session.ts';
import { toRange } from './to-lsp.ts';

/** Asks above a container which program it runs, where the files name several; answered once, it is gone. */
export function matchLenses(session: Session, document: TextDocument, { project, file }: Place): CodeLens[] {
  return project.ambiguous(file).map(({ container: { facts } }) => {
    const { workload, name, at } = facts;
    const target: LensTarget = { uri: document.uri, kind: 'workload', name: `${workload.kind}/${workload.name}` };
    const title = say(['Which program does {0} run?', name], session.translations);
    const command = {
      command: 'gantry.matchContainer',
      title,
      arguments: [target, { container: containerKey(facts) }],
    };
    return { range: toRange(document, at), command };
  });
}

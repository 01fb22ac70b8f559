import { type CodeAction, CodeActionKind } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { baseFacts } from '../dockerfile/stages/base-images.ts';
import { baseImage } from '../dockerfile/stages/final.ts';
import { instructionAt } from '../dockerfile/refactorings/refactoring.ts';
import { pinnableImage } from '../dockerfile/refactorings/pinnable-image.ts';
import type { Range } from '../lint/rule.ts';
import { say } from '../words/message.ts';
import type { Place, Session } from './session.ts';

/** On a FROM: commands of the editor, as the server asks no engine and shows no preview. */
export function commandActions(
  session: Session,
  { project, file }: Place,
  document: TextDocument,
  at: Range,
): CodeAction[] {
  const parsed = project.parsed(file);
  if (!session.trusted || parsed?.kind !== 'dockerfile') return [];
  if (instructionAt(parsed.dockerfile, at)?.keyword !== 'FROM') return [];
  const actions: CodeAction[] = [];
  const add = (title: string, command: string, argument: unknown) => {
    actions.push({ title, kind: CodeActionKind.RefactorRewrite, command: { title, command, arguments: [argument] } });
  };
  const { dockerfile } = parsed;
  if (dockerfile.stages.some((stage) => baseFacts(baseImage(dockerfile, stage)).go)) {
    const title = say(['Switch the build strategy…'], session.translations);
    add(title, 'gantry.switchStrategy', document.uri);
  }
  const image = pinnableImage(dockerfile, at.start);
  if (image) {
    const title = say(['Pin `{0}` to its digest (asks the engine)', image.name], session.translations);
    add(title, 'gantry.pinDigest', { uri: document.uri, offset: at.start });
  }
  return actions;
}

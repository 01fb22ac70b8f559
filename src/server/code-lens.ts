import type { CodeLens, Command } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { finalStage } from '../dockerfile/stages/final.ts';
import { isExpected } from '../kubernetes/expected-objects.ts';
import { kustomizationAnchor, objectAnchors } from '../kubernetes/editing/object-lens.ts';
import { workloadAnchors } from '../kubernetes/editing/workload-lens.ts';
import type { ManifestFile } from '../kubernetes/model.ts';
import type { Range } from '../lint/rule.ts';
import { type Message, say } from '../words/message.ts';
import { matchLenses } from './match-lens.ts';
import type { LensTarget } from './protocol.ts';
import type { Session } from './session.ts';
import { sourceLenses } from './source-answers.ts';
import { toRange } from './to-lsp.ts';

interface Action {
  readonly id: string;
  readonly title: Message;
}

const DEPLOY: Action = { id: 'gantry.deploy', title: ['Deploy'] };
const DIFF: Action = { id: 'gantry.diff', title: ['Diff'] };
const SHOW: Action = { id: 'gantry.showInCluster', title: ['Show in Cluster'] };
const OF_WORKLOADS: readonly Action[] = [
  { id: 'gantry.build', title: ['Build'] },
  { id: 'gantry.push', title: ['Push'] },
  DEPLOY,
];
/** Of a Dockerfile and of a program: what is built of them can be proved before anything is pushed. */
const OF_IMAGES: readonly Action[] = [
  { id: 'gantry.build', title: ['Build'] },
  { id: 'gantry.prove', title: ['Prove'] },
  { id: 'gantry.push', title: ['Push'] },
  DEPLOY,
];
const OF_OBJECTS: readonly Action[] = [{ id: 'gantry.apply', title: ['Apply'] }, DIFF];
const OF_KUSTOMIZATIONS: readonly Action[] = [DEPLOY, DIFF];

/** Kinds that the Cluster view shows. */
const SHOWN = /^(?:Deployment|StatefulSet|DaemonSet|Job|CronJob|Pod|Service|Ingress|ConfigMap|Secret)$/;

/**
 * Build · Prove · Push · Deploy on the final FROM and on `func main` of package main, without Prove on every workload; Apply · Diff · Show in
 * Cluster on every object; who comes there on listeners and routes; Deploy · Diff on a kustomization. A patch is nothing by itself.
 */
export async function codeLenses(session: Session, document: TextDocument): Promise<CodeLens[]> {
  const wanted = session.features.codeLenses;
  const { uri } = document;
  if (document.languageId === 'go') {
    const range = wanted.go ? mainFunction(document.getText()) : undefined;
    const own = range ? lenses(session, document, range, { uri, kind: 'go-main' }, OF_IMAGES) : [];
    return wanted.exposure ? [...own, ...(await sourceLenses(session, document))] : own;
  }
  const place = await session.placeOf(document);
  const parsed = place?.project.parsed(place.file);
  if (parsed?.kind === 'dockerfile') {
    const from = wanted.dockerfile ? finalStage(parsed.dockerfile)?.from : undefined;
    return from ? lenses(session, document, from, { uri, kind: 'dockerfile' }, OF_IMAGES) : [];
  }
  if (place && parsed?.kind === 'manifests') {
    const { workspace } = place.project;
    if (workspace.isPatch(place.file) || isExpected(place.file, workspace)) return [];
    const asking = wanted.workloads ? matchLenses(session, document, place) : [];
    return [...manifestLenses(session, document, parsed.manifests), ...asking];
  }
  return [];
}

function manifestLenses(session: Session, document: TextDocument, file: ManifestFile): CodeLens[] {
  const { uri } = document;
  const wanted = session.features.codeLenses;
  const kustomization = wanted.kustomizations ? kustomizationAnchor(file) : undefined;
  const workloads = wanted.workloads ? workloadAnchors(file) : [];
  const objects = wanted.objects ? objectAnchors(file) : [];
  return [
    ...(kustomization
      ? lenses(session, document, kustomization, { uri, kind: 'kustomization' }, OF_KUSTOMIZATIONS)
      : []),
    ...workloads.flatMap(({ name, ...range }) => lenses(session, document, range, { uri, kind: 'workload', name })),
    ...objects.flatMap(({ name, namespace, kind, ...range }) => {
      const target: LensTarget = { uri, kind: 'object', name, ...(namespace === '' ? {} : { namespace }) };
      return lenses(session, document, range, target, SHOWN.test(kind) ? [...OF_OBJECTS, SHOW] : OF_OBJECTS);
    }),
  ];
}

function lenses(
  session: Session,
  document: TextDocument,
  range: Range,
  target: LensTarget,
  actions: readonly Action[] = OF_WORKLOADS,
): CodeLens[] {
  return actions.map(({ id, title }) => {
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

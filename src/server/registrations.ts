import {
  type Connection,
  DefinitionRequest,
  DocumentFormattingRequest,
  DocumentHighlightRequest,
  DocumentLinkRequest,
  DocumentRangeFormattingRequest,
  FoldingRangeRequest,
  InlayHintRequest,
  ReferencesRequest,
  RegistrationRequest,
  RenameRequest,
  SelectionRangeRequest,
  UnregistrationRequest,
} from 'vscode-languageserver/node';
import type { Features } from './client-settings.ts';
import type { DockerfileFeature, KubernetesFeature } from './protocol.ts';

type Method = readonly [feature: KubernetesFeature & DockerfileFeature, method: string, options?: object];

const SHARED: readonly Method[] = [
  ['definition', DefinitionRequest.method],
  ['references', ReferencesRequest.method],
  ['highlights', DocumentHighlightRequest.method],
  ['rename', RenameRequest.method, { prepareProvider: true }],
  ['folding', FoldingRangeRequest.method],
  ['selection', SelectionRangeRequest.method],
  ['links', DocumentLinkRequest.method, { resolveProvider: false }],
  ['inlayHints', InlayHintRequest.method, { resolveProvider: false }],
];
const FOR_DOCKERFILES: readonly (readonly [feature: DockerfileFeature, method: string, options?: object])[] = [
  ...SHARED,
  ['formatting', DocumentFormattingRequest.method],
  ['formatting', DocumentRangeFormattingRequest.method],
];
/** In Go only what leads to other languages is ours: everywhere else the answer is nothing, and Go's own server has its turn. */
const FOR_GO: readonly Method[] = SHARED.filter(([feature]) =>
  ['definition', 'references', 'highlights', 'rename', 'inlayHints'].includes(feature),
);

interface Registration {
  readonly id: string;
  readonly method: string;
  readonly registerOptions: object;
}

/**
 * Keeps the editor told what is answered, by language: a feature that is left to another extension is not announced, so that
 * nobody is asked which formatter to take.
 */
export function registrations(connection: Connection): (features: Features) => Promise<void> {
  const announced = new Map<string, string>();
  return async (features) => {
    const wanted = new Map(wantedBy(features).map((one) => [one.id, one]));
    const added = [...wanted.values()].filter(({ id }) => !announced.has(id));
    const removed = [...announced].filter(([id]) => !wanted.has(id)).map(([id, method]) => ({ id, method }));
    for (const { id, method } of added) announced.set(id, method);
    for (const { id } of removed) announced.delete(id);
    if (added.length > 0) await connection.sendRequest(RegistrationRequest.type, { registrations: added });
    // The protocol spells it so.
    if (removed.length > 0) await connection.sendRequest(UnregistrationRequest.type, { unregisterations: removed });
  };
}

function wantedBy({ dockerfile, kubernetes, goHints }: Features): Registration[] {
  return [
    ...FOR_DOCKERFILES.filter(([feature]) => dockerfile[feature]).map((one) => registration(one, ['dockerfile'])),
    ...SHARED.filter(([feature]) => kubernetes[feature]).map((one) => registration(one, ['yaml', 'json', 'helm'])),
    ...FOR_GO.filter(([feature]) => feature !== 'inlayHints' || goHints).map((one) => registration(one, ['go'])),
  ];
}

function registration([, method, options]: readonly [string, string, object?], languages: string[]): Registration {
  const documentSelector = languages.map((language) => ({ language }));
  return { id: `${languages.join('+')} ${method}`, method, registerOptions: { documentSelector, ...options } };
}

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
import type { DockerfileFeature } from './protocol.ts';

const METHODS: readonly (readonly [feature: DockerfileFeature, method: string, options?: object])[] = [
  ['definition', DefinitionRequest.method],
  ['references', ReferencesRequest.method],
  ['highlights', DocumentHighlightRequest.method],
  ['rename', RenameRequest.method, { prepareProvider: true }],
  ['folding', FoldingRangeRequest.method],
  ['selection', SelectionRangeRequest.method],
  ['formatting', DocumentFormattingRequest.method],
  ['formatting', DocumentRangeFormattingRequest.method],
  ['links', DocumentLinkRequest.method, { resolveProvider: false }],
  ['inlayHints', InlayHintRequest.method, { resolveProvider: false }],
];

/**
 * Keeps the editor told what is answered for Dockerfiles, and for those only: a feature that is left to another extension
 * is not announced, so that nobody is asked which formatter to take, and YAML and Go keep their own.
 */
export function dockerfileRegistrations(connection: Connection): (features: Features) => Promise<void> {
  const announced = new Set<string>();
  return async ({ dockerfile }) => {
    const registrations = METHODS.filter(([feature, method]) => dockerfile[feature] && !announced.has(method)).map(
      ([, method, options]) => ({
        id: method,
        method,
        registerOptions: { documentSelector: [{ language: 'dockerfile' }], ...options },
      }),
    );
    const unregisterations = METHODS.filter(([feature, method]) => !dockerfile[feature] && announced.has(method)).map(
      ([, method]) => ({ id: method, method }),
    );
    for (const { method } of registrations) announced.add(method);
    for (const { method } of unregisterations) announced.delete(method);
    if (registrations.length > 0) await connection.sendRequest(RegistrationRequest.type, { registrations });
    // The protocol spells it so.
    if (unregisterations.length > 0) await connection.sendRequest(UnregistrationRequest.type, { unregisterations });
  };
}

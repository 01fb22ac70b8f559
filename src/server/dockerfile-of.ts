import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Dockerfile } from '../dockerfile/model.ts';
import type { DockerfileFeature } from './protocol.ts';
import type { Session } from './session.ts';

/** An open document as a Dockerfile; undefined for other files, and where the feature is left to another extension. */
export async function dockerfileOf(
  session: Session,
  document: TextDocument,
  feature: DockerfileFeature,
): Promise<Dockerfile | undefined> {
  if (!session.features.dockerfile[feature]) return undefined;
  const place = await session.placeOf(document);
  const parsed = place?.project.parsed(place.file);
  return parsed?.kind === 'dockerfile' ? parsed.dockerfile : undefined;
}

import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { ManifestFile } from '../kubernetes/model.ts';
import type { KubernetesFeature } from './protocol.ts';
import type { Place, Session } from './session.ts';

export interface ManifestPlace extends Place {
  readonly manifests: ManifestFile;
}

/** An open document as a file of manifests; undefined for other files, and where the feature is left to another extension. */
export async function manifestsOf(
  session: Session,
  document: TextDocument,
  feature: KubernetesFeature,
): Promise<ManifestPlace | undefined> {
  if (!session.features.kubernetes[feature]) return undefined;
  const place = await session.placeOf(document);
  const parsed = place?.project.parsed(place.file);
  return place && parsed?.kind === 'manifests' ? { ...place, manifests: parsed.manifests } : undefined;
}

import type { Manifest, ManifestFile } from './model.ts';
import type { Workspace } from './workspace.ts';

/** What a manifest rule looks at; it reports only on `manifest`. */
export interface ManifestSubject {
  readonly manifest: Manifest;
  readonly file: ManifestFile;
  readonly workspace: Workspace;
}

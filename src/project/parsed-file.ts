import type { Dockerfile } from '../dockerfile/model.ts';
import { parseDockerfile } from '../dockerfile/parse.ts';
import type { GoSetup } from '../contract/build-files/go-setup.ts';
import { buildsOfManifests, readBuilds, readGoSetups } from '../contract/build-files/read.ts';
import type { ImageBuild } from '../contract/build-files/image-builds.ts';
import { fileKind, mayHoldManifest, mayHoldOperations } from '../config/file-kind.ts';
import { isChartFile, isKustomizationFile } from '../kubernetes/kustomize/kustomization-names.ts';
import type { ManifestFile } from '../kubernetes/model.ts';
import { parseManifests } from '../kubernetes/parse.ts';

/** A file by what it is; `other` files are known by their text only (YAML and JSON that are no manifests). */
export type ParsedFile =
  | { readonly kind: 'dockerfile'; readonly dockerfile: Dockerfile }
  | { readonly kind: 'manifests'; readonly manifests: ManifestFile }
  /** Source and go.mod are read by the Go analysis; here they are texts that may have findings. */
  | { readonly kind: 'go' }
  | { readonly kind: 'dockerignore' | 'gantry-config' | 'peer-config' | 'env-file' }
  /** What describes builds of images and is no manifest; `manifests`: the YAML around, with its comments. */
  | {
      readonly kind: 'builds';
      readonly builds: readonly ImageBuild[];
      readonly goSetups: readonly GoSetup[];
      readonly manifests: ManifestFile | null;
    }
  | { readonly kind: 'other' };

/** Parses by name and content; never throws. `previous`: what was read of an earlier version of the text. */
export function parseFile(file: string, text: string, previous?: ParsedFile): ParsedFile {
  const kind = fileKind(file);
  switch (kind) {
    case 'dockerfile':
      return {
        kind: 'dockerfile',
        dockerfile: parseDockerfile(text, previous?.kind === 'dockerfile' ? previous.dockerfile : undefined),
      };
    case 'go':
    case 'go-mod':
      return { kind: 'go' };
    case 'dockerignore':
    case 'gantry-config':
    case 'peer-config':
    case 'env-file':
      return { kind };
    case 'compose':
    case 'workflow':
    case 'gitlab':
    case 'release':
    case 'bake':
    case 'makefile':
      return {
        kind: 'builds',
        builds: readBuilds(kind, file, text),
        goSetups: readGoSetups(kind, file, text),
        manifests: kind === 'bake' || kind === 'makefile' ? null : parseManifests(text, file),
      };
    case 'yaml':
    case 'json':
      return mayHoldManifest(text) || mayHoldOperations(text) || isKustomizationFile(file) || isChartFile(file)
        ? { kind: 'manifests', manifests: parseManifests(text, file) }
        : { kind: 'other' };
    default:
      return { kind: 'other' };
  }
}

/** The builds of images that a file describes. */
export function buildsIn(file: string, parsed: ParsedFile): readonly ImageBuild[] {
  if (parsed.kind === 'builds') return parsed.builds;
  return parsed.kind === 'manifests' && isSkaffold(file) ? buildsOfManifests(parsed.manifests) : [];
}

/** Whether a file may be a Dockerfile, or describe builds or the Go of a workflow. */
export function mayTellOfImages(file: string): boolean {
  switch (fileKind(file)) {
    case 'dockerfile':
    case 'compose':
    case 'workflow':
    case 'gitlab':
    case 'release':
    case 'bake':
    case 'makefile':
      return true;
    default:
      return isSkaffold(file);
  }
}

function isSkaffold(file: string): boolean {
  return /(?:^|\/)skaffold[\w.-]*\.ya?ml$/.test(file);
}

import { parseFields } from '../../kubernetes/parse.ts';
import type { ManifestFile } from '../../kubernetes/model.ts';
import type { ImageBuild } from './image-builds.ts';
import type { GoSetup } from './go-setup.ts';
import { bakeBuilds } from './bake.ts';
import { composeBuilds } from './compose.ts';
import { composePaths } from './compose-paths.ts';
import { goPaths } from './go-paths.ts';
import { gitlabBuilds } from './gitlab.ts';
import { gitlabGo } from './gitlab-go.ts';
import { goSetups } from './go-setups.ts';
import { makefileBuilds } from './makefile.ts';
import { releaseBuilds } from './release.ts';
import { skaffoldBuilds } from './skaffold.ts';
import { workflowBuilds } from './workflow.ts';
import { workingDirectories } from './working-directories.ts';

/** The kinds of files that describe builds of images and are no manifests. */
export type BuildFileKind = 'compose' | 'workflow' | 'gitlab' | 'release' | 'bake' | 'makefile';

/** The builds that a file describes; never throws. */
export function readBuilds(kind: BuildFileKind, file: string, text: string): readonly ImageBuild[] {
  if (kind === 'bake') return bakeBuilds(file, text);
  if (kind === 'makefile') return makefileBuilds(file, text);
  return parseFields(text).flatMap((root) => {
    if (kind === 'compose') return [...composeBuilds(file, root, text), ...composePaths(file, root, text)];
    if (kind === 'gitlab') return gitlabBuilds(file, root, text);
    if (kind === 'release') return releaseBuilds(file, root);
    if (!isRun(file)) return [];
    return [...workflowBuilds(file, root, text), ...workingDirectories(file, root, text), ...goPaths(file, root, text)];
  });
}

/** The steps of a workflow that install Go, and the jobs of a pipeline that run in a golang image; never throws. */
export function readGoSetups(kind: BuildFileKind, file: string, text: string): readonly GoSetup[] {
  if (kind === 'gitlab') return parseFields(text).flatMap((root) => gitlabGo(file, root, text));
  return kind === 'workflow' && isRun(file) ? parseFields(text).flatMap((root) => goSetups(file, root, text)) : [];
}

/** Elsewhere than in the root nobody runs a workflow: it came with the files of another repository, and is about its root. */
function isRun(file: string): boolean {
  return file.startsWith('.github/');
}

/** The builds that manifests describe: those of a skaffold.yaml. */
export function buildsOfManifests({ file, manifests }: ManifestFile): readonly ImageBuild[] {
  return manifests.flatMap((manifest) => skaffoldBuilds(file, manifest));
}

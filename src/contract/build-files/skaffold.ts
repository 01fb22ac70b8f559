import { at, items, textAt } from '../../kubernetes/fields.ts';
import type { Field, Manifest } from '../../kubernetes/model.ts';
import { folderOf } from '../../kubernetes/paths.ts';
import { insideQuotes } from '../compose/change-word.ts';
import type { BuildPath, ImageBuild } from './image-builds.ts';
import { argumentsIn } from './build-arguments.ts';
import { buildPath, pathFrom, platformsOf, targetOf } from './build-path.ts';
import { folderAlone } from './folder-alone.ts';
import { plainDockerfile } from './plain-dockerfile.ts';

/** Ways to build that need no Dockerfile. */
const OTHERS = ['bazel', 'buildpacks', 'jib', 'custom', 'kaniko'];

/** The artifacts of a skaffold.yaml, and those of its profiles. */
export function skaffoldBuilds(file: string, { apiVersion, root }: Manifest): ImageBuild[] {
  if (!apiVersion.startsWith('skaffold/')) return [];
  const builds = [at(root, 'build'), ...items(at(root, 'profiles')).map((profile) => at(profile, 'build'))];
  return [
    ...builds.flatMap((build) =>
      items(at(build, 'artifacts')).map((artifact) => artifactBuild(file, artifact, at(build, 'platforms'))),
    ),
    ...[root, ...items(at(root, 'profiles'))].flatMap((part) => manifestsOf(file, part)),
  ];
}

/** What skaffold deploys, by itself or with a profile; a build may run a hook before that makes it. */
function manifestsOf(file: string, root: Field): ImageBuild[] {
  if (at(root, 'manifests', 'hooks') || at(root, 'manifests', 'generate')) return [];
  const releases = [at(root, 'manifests', 'helm', 'releases'), at(root, 'deploy', 'helm', 'releases')].flatMap(items);
  const named = [
    ...items(at(root, 'manifests', 'kustomize', 'paths')),
    ...items(at(root, 'deploy', 'kustomize', 'paths')),
    ...items(at(root, 'manifests', 'rawYaml')),
    ...items(at(root, 'deploy', 'kubectl', 'manifests')),
    ...releases.flatMap((release) => {
      const isElsewhere = at(release, 'remote') !== undefined || at(release, 'repo') !== undefined;
      const chart = isElsewhere ? undefined : at(release, 'chartPath');
      return [...items(at(release, 'valuesFiles')), ...(chart ? [chart] : [])];
    }),
  ];
  return named.flatMap((item) => {
    const path = buildPath(folderOf(file), item) ?? folderOfPattern(folderOf(file), item);
    return path ? [folderAlone(file, path)] : [];
  });
}

/** Of `k8s/*.yaml` the folder that has to be there. */
function folderOfPattern(folder: string, item: Field): BuildPath | null {
  const [, written = ''] = /^([^*?[\]{}]+)\/[^/]*\*[^/]*$/.exec(textAt(item) ?? '') ?? [];
  const path = pathFrom(folder, written);
  const start = insideQuotes({ value: textAt(item) ?? '', start: item.start, end: item.end });
  return path === null || path === '' ? null : { path, written, start, end: start + written.length };
}

function artifactBuild(file: string, artifact: Field, shared: Field | undefined): ImageBuild {
  const folder = folderOf(file);
  const image = textAt(artifact, 'image');
  const given = at(artifact, 'context') ?? at(artifact, 'workspace');
  const name = at(artifact, 'image') ?? artifact;
  const context: BuildPath | null = given
    ? buildPath(folder, given)
    : { path: folder, written: null, start: name.start, end: name.end };
  const ko = at(artifact, 'ko');
  const isOther = ko !== undefined || OTHERS.some((key) => at(artifact, key) !== undefined);
  const dockerfile = at(artifact, 'docker', 'dockerfile');
  const target = targetOf(at(artifact, 'docker', 'target'));
  const platforms = at(artifact, 'platforms') ?? shared;
  return {
    file,
    images: image === undefined || /[${]/.test(image) ? [] : [image],
    context,
    dockerfile:
      isOther || !context ? null : dockerfile ? buildPath(context.path, dockerfile) : plainDockerfile(context),
    goPackage: ko && context ? packageOf(ko, context.path) : null,
    ...target,
    ...platformsOf(
      items(platforms)
        .map((item) => textAt(item) ?? '$')
        .join(','),
      platforms,
    ),
    ...argumentsIn(at(artifact, 'docker', 'buildArgs')),
  };
}

function packageOf(ko: Field, context: string): string | null {
  const folder = pathFrom(context, textAt(ko, 'dir') ?? '.');
  const main = textAt(ko, 'main') ?? '.';
  return folder === null ? null : pathFrom(folder, main);
}

import { at, entries, items, textAt } from '../../kubernetes/fields.ts';
import type { Field } from '../../kubernetes/model.ts';
import type { Word } from '../../shell/source-text.ts';
import type { BuildPath, ImageBuild } from './image-builds.ts';
import { argumentLines } from './build-arguments.ts';
import { dockerBuild } from './docker-build.ts';
import { pathFrom, platformsOf, targetOf } from './build-path.ts';
import {
  filledByMatrix,
  hasExpression,
  type MatrixRow,
  matrixRows,
  oneWord,
  pathInMatrix,
  valueInMatrix,
  valueOfWord,
} from './matrix.ts';
import { knownImages } from '../images/image-name.ts';
import { plainDockerfile } from './plain-dockerfile.ts';
import { changesFolder, scriptOf } from './script-builds.ts';
import { saidOfImages } from './workflow-images.ts';

/** The builds of a GitHub workflow: steps with docker/build-push-action, and `docker build` in scripts. */
export function workflowBuilds(file: string, root: Field, text: string): ImageBuild[] {
  return entries(at(root, 'jobs')).flatMap(({ value: job }) => {
    const steps = items(at(job, 'steps'));
    // What lies elsewhere than in the root of a checkout of this repository, nobody knows here.
    if (steps.some(isOtherCheckout) || steps.some((step) => at(step, 'uses') === undefined && isFetching(step)))
      return [];
    const defaults =
      textAt(job, 'defaults', 'run', 'working-directory') ?? textAt(root, 'defaults', 'run', 'working-directory');
    const rows = matrixRows(job);
    return steps.flatMap((step, index) => {
      const before = text.slice(steps[0]?.start ?? 0, steps[index]?.start ?? 0);
      const said = saidOfImages([step, job, root], steps.slice(0, index));
      const builds = /^docker\/build-push-action@/.test(textAt(step, 'uses') ?? '')
        ? rows.flatMap((row) => actionBuilds(file, step, row, text, said))
        : rows.flatMap((row) => scriptBuilds(file, step, defaults, text, row, said));
      const leftOut = dependsOnStep(step) ? { mayBeLeftOut: true as const } : {};
      return builds.map((build) => ({ ...withoutMade(build, before), ...leftOut }));
    });
  });
}

function dependsOnStep(step: Field): boolean {
  return /\bsteps\.[\w-]+\.outputs\b|\bhashFiles\b/.test(textAt(step, 'if') ?? '');
}

export function isOtherCheckout(step: Field): boolean {
  if (!/^actions\/checkout@/.test(textAt(step, 'uses') ?? '')) return false;
  const ref = textAt(step, 'with', 'ref');
  // A branch that is written out has files of its own; an expression is mostly the commit that started the workflow.
  const isOther = ref !== undefined && !ref.includes('${{');
  return isOther || at(step, 'with', 'path') !== undefined || at(step, 'with', 'repository') !== undefined;
}

export function isFetching(step: Field): boolean {
  return /\bgit clone\b|\bgh repo clone\b/.test(textAt(step, 'run') ?? '');
}

function actionBuilds(
  file: string,
  step: Field,
  row: MatrixRow,
  text: string,
  said: (tags: string) => string,
): ImageBuild[] {
  const given = at(step, 'with', 'context');
  const uses = at(step, 'uses') ?? step;
  // Without a context the action takes the repository as it is in Git.
  const context: BuildPath | null = given
    ? pathInMatrix(given, row)
    : { path: '', written: null, start: uses.start, end: uses.end };
  const dockerfile = at(step, 'with', 'file');
  const target = targetOf(valueInMatrix(at(step, 'with', 'target'), row));
  const platforms = valueInMatrix(at(step, 'with', 'platforms'), row);
  const tags = filledByMatrix(said(textAt(step, 'with', 'tags') ?? ''), row)
    .split(/[\n,]/)
    .map((tag) => tag.trim());
  return [
    {
      file,
      images: knownImages(tags),
      context,
      dockerfile: dockerfile ? pathInMatrix(dockerfile, row) : context && plainDockerfile(context),
      ...target,
      ...platformsOf(textAt(platforms), platforms),
      goPackage: null,
      ...argumentLines(at(step, 'with', 'build-args'), text, (line) => filledByMatrix(line, row)),
    },
  ];
}

function scriptBuilds(
  file: string,
  step: Field,
  defaults: string | undefined,
  text: string,
  row: MatrixRow,
  said: (tag: string) => string,
): ImageBuild[] {
  const run = at(step, 'run');
  const script = textAt(run);
  if (!run || script === undefined || !/\bdocker\b/.test(script)) return [];
  const folder = pathFrom('', textAt(step, 'working-directory') ?? defaults ?? '.');
  if (folder === null) return [];
  const read = scriptOf(run, text, oneWord);
  if (!read || changesFolder(read.commands)) return [];
  const { commands, locate } = read;
  const place = (word: Word): BuildPath | null => {
    const path = pathFrom(folder, word.value);
    const range = locate(word);
    return path === null || !range ? null : { path, written: hasExpression(word.text) ? null : word.value, ...range };
  };
  return commands.flatMap((command) => {
    const words = command.words.map((word) => ({ ...word, value: valueOfWord(word.value, row) }));
    return dockerBuild(file, { ...command, words }, place, locate, (tag) => filledByMatrix(said(tag), row));
  });
}

/** What an earlier step names may be made by it, if it does not build from that itself. */
function withoutMade(build: ImageBuild, earlier: string): ImageBuild {
  const before = earlier.replaceAll(/(?:(?<=\s)(?:-f|--file)[ =]\s*|\bfile: *)\S+/g, '');
  const isMade = (path: BuildPath | null) => {
    const name = path?.written?.split('/').findLast((part) => part !== '' && part !== '.' && part !== '..');
    return name !== undefined && before.split(/[^\w.-]+/).includes(name);
  };
  return {
    ...build,
    context: isMade(build.context) ? null : build.context,
    dockerfile: isMade(build.dockerfile) || isMade(build.context) ? null : build.dockerfile,
  };
}

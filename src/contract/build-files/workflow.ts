import { at, entries, items, textAt } from '../../kubernetes/fields.ts';
import type { Field } from '../../kubernetes/model.ts';
import { programName, shellCommands, type Command } from '../../shell/commands.ts';
import type { Range } from '../../lint/rule.ts';
import type { Word } from '../../shell/source-text.ts';
import type { BuildPath, ImageBuild } from '../image-builds.ts';
import { pathFrom, targetOf, platformsOf } from './build-path.ts';
import { filledByMatrix, type MatrixRow, matrixRows, pathInMatrix, valueInMatrix } from './matrix.ts';
import { knownImages } from '../image-name.ts';
import { plainDockerfile } from './plain-dockerfile.ts';

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
      const builds = /^docker\/build-push-action@/.test(textAt(step, 'uses') ?? '')
        ? rows.flatMap((row) => actionBuilds(file, step, row))
        : scriptBuilds(file, step, defaults, text);
      return builds.map((build) => withoutMade(build, before));
    });
  });
}

export function isOtherCheckout(step: Field): boolean {
  if (!/^actions\/checkout@/.test(textAt(step, 'uses') ?? '')) return false;
  return at(step, 'with', 'path') !== undefined || at(step, 'with', 'repository') !== undefined;
}

export function isFetching(step: Field): boolean {
  return /\bgit clone\b|\bgh repo clone\b/.test(textAt(step, 'run') ?? '');
}

function actionBuilds(file: string, step: Field, row: MatrixRow): ImageBuild[] {
  const given = at(step, 'with', 'context');
  const uses = at(step, 'uses') ?? step;
  // Without a context the action takes the repository as it is in Git.
  const context: BuildPath | null = given
    ? pathInMatrix(given, row)
    : { path: '', written: null, start: uses.start, end: uses.end };
  const dockerfile = at(step, 'with', 'file');
  const target = targetOf(valueInMatrix(at(step, 'with', 'target'), row));
  const platforms = valueInMatrix(at(step, 'with', 'platforms'), row);
  const tags = filledByMatrix(textAt(step, 'with', 'tags') ?? '', row)
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
      args: new Map(),
    },
  ];
}

function scriptBuilds(file: string, step: Field, defaults: string | undefined, text: string): ImageBuild[] {
  const run = at(step, 'run');
  const script = textAt(run);
  if (!run || script === undefined || !/\bdocker\b/.test(script)) return [];
  const folder = pathFrom('', textAt(step, 'working-directory') ?? defaults ?? '.');
  if (folder === null) return [];
  const commands = shellCommands({ text: script, at: (index) => index });
  // Whoever changes folders may be anywhere.
  if (commands.some((command) => /^(?:cd|pushd|popd)$/.test(programName(command)))) return [];
  const locate = (word: Word): Range | null => {
    const written = text.slice(run.start, run.end);
    const at = written.indexOf(word.text);
    // A word that stands there twice may be the other one.
    if (at < 0 || written.indexOf(word.text, at + 1) >= 0) return null;
    return { start: run.start + at, end: run.start + at + word.text.length };
  };
  const place = (word: Word): BuildPath | null => {
    const path = pathFrom(folder, word.value);
    const range = locate(word);
    return path === null || !range ? null : { path, written: word.value, ...range };
  };
  return commands.flatMap((command) => buildOf(file, command, place, locate));
}

/** Options of `docker build` that take a word of their own. */
const TAKING =
  /^(?:-f|--file|-t|--tag|-o|--output|-m|--memory|-c|--cpu-shares|--(?:add-host|allow|annotation|attest|build-arg|build-context|builder|cache-from|cache-to|cgroup-parent|cpuset-cpus|cpuset-mems|iidfile|isolation|label|metadata-file|network|no-cache-filter|platform|progress|provenance|sbom|secret|security-opt|shm-size|ssh|target|ulimit))$/;

function buildOf(
  file: string,
  { words }: Command,
  place: (word: Word) => BuildPath | null,
  locate: (word: Word) => Range | null,
): ImageBuild[] {
  const [program, first, second] = words.map(({ value }) => value);
  const from =
    program !== 'docker'
      ? 0
      : first === 'build'
        ? 2
        : /^(?:buildx|image)$/.test(first ?? '') && second === 'build'
          ? 3
          : 0;
  if (from === 0) return [];
  let dockerfile: Word | undefined;
  let target: ImageBuild['target'];
  let platforms: Word | undefined;
  const images: string[] = [];
  const operands: Word[] = [];
  for (let index = from; index < words.length; index++) {
    const word = words[index] as Word;
    const [, name = '', value] = /^(--?[\w-]+)(?:=(.*))?$/s.exec(word.value) ?? [];
    if (name === '') operands.push(word);
    else {
      const argument = value === undefined && TAKING.test(name) ? words[++index] : undefined;
      if (name === '-f' || name === '--file') dockerfile = argument ?? word;
      if (name === '--target') target = targeted(value ?? argument?.value, locate(argument ?? word));
      if (name === '--platform') platforms = argument ?? word;
      const tag = name === '-t' || name === '--tag' ? (value ?? argument?.value) : undefined;
      if (tag !== undefined) images.push(...knownImages([tag]));
    }
  }
  const [operand, more] = operands;
  if (!operand || more || operand.value === '-') return [];
  const context = place(operand);
  // `.` stands in many a word.
  const known =
    context ??
    (pathFrom('', operand.value) === '' ? { path: '', written: null, start: operand.start, end: operand.end } : null);
  return [
    {
      file,
      images,
      context,
      dockerfile: dockerfile
        ? dockerfile.value.startsWith('-')
          ? null
          : place(dockerfile)
        : context && known && plainDockerfile(context),
      ...(target ? { target } : {}),
      ...platformsOf(platforms?.value.replace(/^--platform=/, ''), platforms && locate(platforms)),
      goPackage: null,
      args: new Map(),
    },
  ];
}

/** Without a place where the words stand there twice. */
function targeted(name: string | undefined, at: Range | null): ImageBuild['target'] {
  return name === undefined ? undefined : { name, start: at ? at.end - name.length : 0, end: at?.end ?? 0 };
}

/** What an earlier step names may be made by it. */
function withoutMade(build: ImageBuild, before: string): ImageBuild {
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

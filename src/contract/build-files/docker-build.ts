import type { Range } from '../../lint/rule.ts';
import type { Command } from '../../shell/commands.ts';
import type { Word } from '../../shell/source-text.ts';
import type { BuildPath, GivenArgument, ImageBuild } from './image-builds.ts';
import { givenBy } from './build-arguments.ts';
import { knownImages } from '../images/image-name.ts';
import { pathFrom, platformsOf } from './build-path.ts';
import { plainDockerfile } from './plain-dockerfile.ts';

/** Options of `docker build` that take a word of their own. */
const TAKING =
  /^(?:-f|--file|-t|--tag|-o|--output|-m|--memory|-c|--cpu-shares|--(?:add-host|allow|annotation|attest|build-arg|build-context|builder|cache-from|cache-to|cgroup-parent|cpuset-cpus|cpuset-mems|iidfile|isolation|label|metadata-file|network|no-cache-filter|platform|progress|provenance|sbom|secret|security-opt|shm-size|ssh|target|ulimit))$/;

/** The build that a `docker build` of a script makes; none of any other command. `named`: what becomes of the word of a tag. */
export function dockerBuild(
  file: string,
  { words }: Command,
  place: (word: Word) => BuildPath | null,
  locate: (word: Word) => Range | null,
  named: (tag: string) => string = (tag) => tag,
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
  const args = new Map<string, string>();
  const argNames: GivenArgument[] = [];
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
      if (name === '--build-arg') {
        const [, key, given] = /^(\w+)=([^$`]*)$/.exec(value ?? argument?.value ?? '') ?? [];
        if (key !== undefined && given !== undefined) args.set(key, given);
        argNames.push(...namedArgument(argument ?? word, locate(argument ?? word)));
      }
      const tag = name === '-t' || name === '--tag' ? (value ?? argument?.value) : undefined;
      if (tag !== undefined) images.push(...knownImages([named(tag)]));
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
        : known && plainDockerfile(context ?? { ...known, start: 0, end: 0 }),
      ...(target ? { target } : {}),
      ...platformsOf(platforms?.value.replace(/^--platform=/, ''), platforms && locate(platforms)),
      goPackage: null,
      args,
      argNames,
    },
  ];
}

/** `NAME=value` in a word of its own, or behind `--build-arg=`: what it says may be longer than what stands for it. */
function namedArgument(word: Word, at: Range | null): readonly GivenArgument[] {
  const [, before = '', given = ''] = /^((?:--build-arg=)?["']?)(\w+(?:=[^"']*)?)/.exec(word.text) ?? [];
  return at && given !== '' ? [givenBy(given, at.start + before.length)] : [];
}

/** Without a place where the words stand there twice. */
function targeted(name: string | undefined, at: Range | null): ImageBuild['target'] {
  return name === undefined ? undefined : { name, start: at ? at.end - name.length : 0, end: at?.end ?? 0 };
}

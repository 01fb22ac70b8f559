import { baseFacts } from '../stages/base-images.ts';
import { overlap } from '../files/copies.ts';
import { expand } from '../variables/expand.ts';
import { baseImage } from '../stages/final.ts';
import { isGo, subcommand } from './go-commands.ts';
import { installsCompiler } from './library-packages.ts';
import type { Range } from '../../lint/rule.ts';
import type { Dockerfile, Instruction, Pair, Stage } from '../model.ts';
import type { Word } from '../../shell/source-text.ts';
import { commandsOf } from './run-commands.ts';
import { type Command, programName } from '../../shell/commands.ts';
import { type Scope, scopedInstructions } from '../variables/variables.ts';

/** A `go build` or `go install`, and what decides how it links. */
export interface GoBuild {
  readonly command: Command;
  readonly instruction: Instruction;
  /** Absolute paths it may write, or ends of paths where the folder is not known; null = anything. */
  readonly outputs: readonly string[] | null;
  /** `CGO_ENABLED` as it was set by hand; `default`: as Go decides; undefined: set to something that the file does not decide. */
  readonly cgo: Cgo;
  /** `CGO_ENABLED=…`, where it is set in this file. */
  readonly setAt: Range | null;
  /** There is a C compiler; null = unknown. */
  readonly compiler: boolean | null;
  /** Links a C library into the binary, or names of hosts and users without one. */
  readonly isStatic: boolean;
  /** For another system than Linux. */
  readonly isForeign: boolean;
}

type Cgo = 'off' | 'on' | 'default' | undefined;

/** What sets `CGO_ENABLED`, and to what. */
interface Switch {
  readonly cgo: Cgo;
  readonly at: Range | null;
}

/** Builds of a stage, and of those it is based on, that link against the C library of their stage; none where the file does not decide it. */
export function dynamicBuilds(dockerfile: Dockerfile, stage: Stage): GoBuild[] {
  return goBuilds(dockerfile, stage).filter(isDynamic);
}

export function isDynamic({ cgo, compiler, isStatic, isForeign }: GoBuild): boolean {
  return (cgo === 'on' || (cgo === 'default' && compiler === true)) && !isStatic && !isForeign;
}

/** All builds of a stage, and of those it is based on. */
export function goBuilds(dockerfile: Dockerfile, stage: Stage): readonly GoBuild[] {
  const known = dockerfile.once(noBuilds);
  const builds = known.get(stage) ?? readBuilds(dockerfile, stage);
  known.set(stage, builds);
  return builds;
}

const noBuilds = () => new Map<Stage, readonly GoBuild[]>();

function readBuilds(dockerfile: Dockerfile, stage: Stage): GoBuild[] {
  const builds: GoBuild[] = [];
  let { compiler } = baseFacts(baseImage(dockerfile, stage));
  let written: Switch = UNSET;
  let workdir = '';
  for (const { instruction, scope } of scopedInstructions(dockerfile, stage)) {
    if (instruction?.keyword === 'WORKDIR') workdir = resolve(workdir, instruction, scope, dockerfile.escape);
    if (instruction?.keyword !== 'RUN') continue;
    const set = scope.variables.get('CGO_ENABLED');
    let cgo: Switch = set ? { cgo: switchOf(set.value), at: assignmentOf(set.pair) } : written;
    let byVariable = set !== undefined;
    for (const command of commandsOf(dockerfile, instruction)) {
      if (installsCompiler(command)) compiler = true;
      const name = programName(command);
      const assigned = assignment([...command.assignments, ...(name === 'export' ? command.words : [])], scope);
      if (assigned !== null && (name === 'export' || command.words.length === 0)) {
        cgo = assigned;
        byVariable = true;
      }
      if (!isGo(name)) continue;
      const kind = subcommand(command);
      if (kind.startsWith('env') && command.words.some(({ value }) => value === '-w')) {
        const permanent = assignment(command.words, scope);
        if (permanent !== null) written = permanent;
        // Variables of the environment win over what `go env -w` wrote.
        if (!byVariable) cgo = written;
      }
      if (kind !== 'build' && kind !== 'install') continue;
      const { cgo: state, at: setAt } = assigned ?? cgo;
      // xx-go decides by the compilers that it finds for the platform of the image.
      const decided = state === 'default' && name === 'xx-go' ? undefined : state;
      builds.push({
        ...{ command, instruction, outputs: outputsOf(command, kind, workdir), cgo: decided, setAt, compiler },
        ...{ isStatic: linksStatically(command, scope), isForeign: foreign(command, scope) },
      });
    }
  }
  return builds;
}

function assignmentOf({ key, value }: Pair): Range | null {
  return value ? { start: key.start, end: value.end } : null;
}

const UNSET: Switch = { cgo: 'default', at: null };

/** What words such as `CGO_ENABLED=0` set; null for none. */
function assignment(words: readonly Word[], scope: Scope): Switch | null {
  const word = words.findLast(({ value }) => value.startsWith('CGO_ENABLED='));
  if (!word) return null;
  const value = word.text.slice(word.text.indexOf('=') + 1).replace(/^["']|["']$/g, '');
  return { cgo: switchOf(expand(value, scope)), at: { start: word.start, end: word.end } };
}

function switchOf(value: string | undefined): Cgo {
  if (value === undefined) return undefined;
  if (value === '') return 'default';
  return value === '0' ? 'off' : 'on';
}

/** By a flag or a variable; one that the file does not decide may say so. */
function linksStatically({ words, assignments }: Command, { variables }: Scope): boolean {
  const isStatic = (text: string) => /-static\b|\bnetgo\b/.test(text);
  if ([...words, ...assignments].some(({ value }) => isStatic(value))) return true;
  return ['GOFLAGS', 'CGO_LDFLAGS'].some((name) => {
    const variable = variables.get(name);
    return variable !== undefined && (variable.value === undefined || isStatic(variable.value));
  });
}

/** For another system than Linux, where nothing here is true. */
function foreign({ assignments }: Command, { variables }: Scope): boolean {
  const inline = assignments.findLast(({ value }) => value.startsWith('GOOS='))?.value.slice('GOOS='.length);
  const system = inline ?? variables.get('GOOS')?.value ?? 'linux';
  return system !== 'linux' && !system.includes('$');
}

function resolve(folder: string, { words }: Instruction, scope: Scope, escape: string): string {
  const path = (expand(words[0]?.text ?? '', scope, escape) ?? '*').replace(/\/+$/, '');
  return path.startsWith('/') || path === '' ? path : `${folder}/${path}`;
}

function outputsOf({ words }: Command, kind: string, workdir: string): string[] | null {
  const texts = words.map(({ value }) => value);
  const flag = texts.indexOf('-o');
  const given = flag >= 0 ? texts[flag + 1] : texts.find((text) => /^--?o=/.test(text))?.replace(/^--?o=/, '');
  if (given !== undefined) return /[$*?`]/.test(given) ? null : [given.startsWith('/') ? given : `…/${given}`];
  const name = texts.at(-1)?.replace(/\/+$/, '').split('/').at(-1) ?? '';
  // Without `-o` the binary has the name of its package, which `.` and `./...` do not tell.
  const named = /^[\w-][\w.-]*$/.test(name) && texts.length > 2 && !name.startsWith('-') && name !== '...';
  const binary = named ? name.replace(/\.go$/, '') : '*';
  return kind === 'install' ? [`/go/bin/${binary}`] : [`${workdir}/${binary}`];
}

/** Whether what is copied from `path` may be what the build wrote. */
export function mayWrite({ outputs }: GoBuild, path: string): boolean {
  if (outputs === null || /[$*?[]/.test(path)) return true;
  return outputs.some((output) => {
    // Somewhere below a folder that `cd` or WORKDIR chose.
    if (output.startsWith('…/')) return endsAlike(path, output.slice(2));
    if (!output.includes('*')) return overlap(output, path);
    const folder = output.slice(0, output.indexOf('*'));
    return overlap(folder, path) && !/(?:^|\/)(?:etc|usr\/share|usr\/local\/go)(?:\/|$)|\.(?:crt|pem|zip)$/.test(path);
  });
}

function endsAlike(path: string, output: string): boolean {
  const names = (text: string) => text.split('/').filter((name) => name !== '' && name !== '.');
  const [copied, made] = [names(path), names(output)];
  // The file itself, or one of the folders that lead to it.
  return made.some((name) => name === copied.at(-1)) || copied.length === 0 || path.endsWith('/');
}

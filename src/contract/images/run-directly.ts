import { finalStage } from '../../dockerfile/stages/final.ts';
import type { Dockerfile } from '../../dockerfile/model.ts';
import type { OfCommands, Program } from '../../go/project.ts';
import { at, items, textAt } from '../../kubernetes/fields.ts';
import type { Field } from '../../kubernetes/model.ts';
import type { Word } from '../../shell/source-text.ts';
import type { ContractContainer } from '../contract.ts';
import { baseName } from './image-name.ts';
import { behindScript, type ScriptedStart } from './behind-script.ts';
import { placedInScript, type PlacedWord } from './own-start.ts';
import { behindShell, behindStarters } from './started-line.ts';
import { mountsAround } from './working-folder.ts';

/** Programs that give what they start more variables, or start something else. */
const STARTERS =
  /^(?:(?:ba|da|a|z|k|fi)?sh|busybox|env|nice|ionice|timeout|time|nohup|setsid|stdbuf|chroot|runuser|su|sudo|doas|setpriv|chpst|s6-setuidgid|taskset|strace|gdb|dlv|tini|dumb-init|catatonit|s6-svscan|supervisord|su-exec|gosu|doppler|chamber|envconsul|consul-template|vault-env|infisical|berglas|sops|teller|summon|op|aws-vault|gomplate|dockerize)$|\.(?:sh|py|pl|rb|js)$|entrypoint/i;

export function isStarter(word: string): boolean {
  return STARTERS.test(baseName(word));
}

/** ko's images start the program, and nothing else. */
export function isMadeByKo({ image, command }: ContractContainer['facts']): boolean {
  return command === null && image?.value.startsWith('ko://') === true;
}

/** Whether the first process is the program itself, and no script before it that may set or read variables. */
export function isRunDirectly(container: Started): boolean {
  const { facts } = container;
  if (isMadeByKo(facts)) return true;
  const first = isStartSeen(container) ? startWords(container)?.[0]?.value : facts.name;
  return first !== undefined && !isStarter(first);
}

/** Whether a container runs what the facts of its program are about, and no other of its commands: `contour bootstrap` serves nothing. */
export function runsWhatIsKnown(container: Started, program: Pick<Program, 'command'>): boolean {
  const args = argumentsOf(container);
  return args === null || callsKnown(args, program);
}

/** Whether a container runs that in all overlays, too. */
export function runsItInOverlays(container: ContractContainer, program: Pick<Program, 'command'>): boolean {
  const { overlaidArguments } = container;
  return overlaidArguments?.every((args) => callsKnown(args, program)) === true && runsWhatIsKnown(container, program);
}

/**
 * Whether a container does what only these commands of its program do; without any, what the one does that serves, or all that
 * there are.
 */
export function mayDo({ commands }: OfCommands, container: Started & Pick<ContractContainer, 'program'>): boolean {
  const { program } = container;
  if (commands) return commands.some((words) => runsCommand(container, words));
  return program?.hasCommands !== true || runsWhatIsKnown(container, program);
}

/** Whether a container certainly runs a command of its program. */
export function runsCommand(container: Started, words: readonly string[]): boolean {
  const args = argumentsOf(container);
  return args !== null && callsKnown(args, { command: { args: words } });
}

/** Whether an image by itself runs another of the program's commands than what its facts are about. */
export function runsAnother(dockerfile: Dockerfile, program: Program): boolean {
  const final = finalStage(dockerfile);
  if (!program.hasCommands || !final?.entrypoint) return false;
  const args = [...behindStarters(final.entrypoint).slice(1), ...(final.arguments ?? [])];
  return !callsKnown(
    args.map(({ value }) => value),
    program,
  );
}

interface Called {
  readonly command: { readonly args: readonly string[] } | null;
}

/** Whether arguments call what the facts of a program are about: the command that they name, or none. */
export function callsKnown(args: readonly string[], { command }: Called): boolean {
  const wanted = command?.args ?? [];
  const isSame = wanted.every((word, index) => args[index] === word);
  const next = args[wanted.length];
  return isSame && (next === undefined || next.startsWith('-'));
}

/** The words behind the program's name; null where the files do not say. `args`: as for `argumentWords`. */
export function argumentsOf(container: Started, args?: readonly string[]): readonly string[] | null {
  const { file } = container.facts;
  const words = argumentWords(container, args && args.map((value) => ({ value, file, start: 0, end: 0 })));
  return words?.map(({ value }) => value) ?? null;
}

export interface ArgumentWord extends PlacedWord {
  /** Of a manifest. */
  readonly field?: Field;
}

/** The same with their places. `args`: what stands in the place of the container's own, in an overlay. */
export function argumentWords(container: Started, args = ownArgs(container)): readonly ArgumentWord[] | null {
  const { facts, image } = container;
  if (isMadeByKo(facts)) return args ?? [];
  if (!image && facts.command === null) return args ?? null;
  return startWords(container, args)?.slice(1) ?? null;
}

/** What decides what a container starts. */
type Started = Pick<ContractContainer, 'facts' | 'image' | 'startEnv'>;

/**
 * The program that a container starts and its arguments, behind what only starts them; null where the files do not say. A
 * script is the program itself where it hangs on something unknown what it starts.
 */
export function startWords(container: Started, args = ownArgs(container)): readonly ArgumentWord[] | null {
  return scriptedStart(container, args)?.words ?? startLine(container, args);
}

/** The script that a container's program is started by; undefined: none that is read here. */
export function scriptedStart(container: Started, args = ownArgs(container)): ScriptedStart<ArgumentWord> | undefined {
  const { facts, image, startEnv } = container;
  const line = image && startLine(container, args);
  const found = line
    ? behindScript<ArgumentWord>(line, {
        scriptAt: image.scriptAt,
        env: startEnv,
        made: placedInScript,
      })
    : undefined;
  return found && mountsAround(found.script.path, { facts }).length > 0 ? undefined : found;
}

/** The same, as it is written. */
function startLine(
  { facts, image }: Started,
  args: readonly ArgumentWord[] | undefined,
): readonly ArgumentWord[] | null {
  const command = wordsIn(at(facts.container.field, 'command'), facts.file);
  // An empty list replaces nothing.
  if (command) {
    return startedBy([...command, ...(args ?? [])], facts.object.file.text);
  }
  if (!image) return null;
  const inImage = (words: readonly Word[]) =>
    words.map(({ value, start, end }): ArgumentWord => ({ value, file: image.file, start, end }));
  const { entrypoint, command: ofImage } = image.run;
  if (entrypoint === null && args) return startedBy(args, facts.object.file.text);
  const line = entrypoint ?? ofImage;
  if (!line) return null;
  return startedBy([...inImage(line), ...(args ?? inImage((entrypoint && ofImage) ?? []))], image.dockerfile.text);
}

function startedBy(words: readonly ArgumentWord[], text: string): readonly ArgumentWord[] {
  return behindStarters(behindShell(behindStarters(words), text));
}

function ownArgs({ facts }: Started): readonly ArgumentWord[] | undefined {
  return wordsIn(at(facts.container.field, 'args'), facts.file);
}

/** Whether it is seen what starts the program: an image that is made here, or the container's own words. */
export function isStartSeen({ facts, image }: Pick<ContractContainer, 'facts' | 'image'>): boolean {
  return image !== null || facts.command !== null || isMadeByKo(facts);
}

/** The arguments of a container, and those in each overlay; null where not all of them are seen. */
export function everyArguments(
  container: Started & Pick<ContractContainer, 'overlaidArguments'>,
): readonly (readonly string[])[] | null {
  const own = isStartSeen(container) ? argumentsOf(container) : null;
  return own && container.overlaidArguments && [own, ...container.overlaidArguments];
}

/** The words of the manifest itself; null where an overlay leaves one of them out: that is not what runs. */
export function keptWords(
  container: Started & Pick<ContractContainer, 'overlaidArguments'>,
): readonly ArgumentWord[] | null {
  const words = argumentWords(container) ?? [];
  const isKept = container.overlaidArguments?.every((args) => words.every(({ value }) => args.includes(value)));
  return isKept === true ? words : null;
}

/** The words of a list in a manifest; undefined without one, and of an empty one, which replaces nothing of the image's. */
export function wordsIn(field: Field | undefined, file: string): ArgumentWord[] | undefined {
  if (!field || (field.kind === 'list' && field.items.length === 0)) return undefined;
  return (field.kind === 'list' ? items(field) : []).map((item) => {
    return { value: textAt(item) ?? '', file, field: item, start: item.start, end: item.end };
  });
}

import { effectiveStart } from '../../dockerfile/stages/effective.ts';
import type { Dockerfile, Instruction } from '../../dockerfile/model.ts';
import { instructionsOf } from '../../dockerfile/stages/stages.ts';
import type { Contract, ContractContainer, ContractImage } from '../contract.ts';
import { baseName } from './image-name.ts';
import { commandLine, isShell } from '../matching/started-program.ts';
import { isMounted } from './working-folder.ts';

/** A script of the repository that an image starts with, or that its init starts as its only child. */
export interface StartedScript {
  readonly file: string;
  readonly text: string;
  /** The shell that it is handed to; undefined: its first line says which. */
  readonly shell: string | undefined;
  /** ENTRYPOINT or CMD. */
  readonly entry: Instruction;
}

/** Undefined where it starts none, no container lets it, or the files do not decide which script that is. */
export function startedScript(image: ContractImage, contract: Contract): StartedScript | undefined {
  const { program, run, dockerfile } = image;
  const entry = entryOf(dockerfile);
  const script = scriptOf(commandLine({ command: null, args: null }, run) ?? []);
  if (!program || !entry || !script || tellsGroup(dockerfile, entry)) return undefined;
  const containers = contract.containersOf(program).filter((one) => one.image?.dockerfile === image.dockerfile);
  const users = containers.filter((one) => !hasCommand(one));
  if (containers.length > 0 && users.length === 0) return undefined;
  const found = image.scriptAt(script.word, script.shell !== undefined);
  if (!found || users.some((one) => isMounted(found.path, one))) return undefined;
  return { file: found.file, text: found.text, shell: script.shell, entry };
}

function entryOf({ stages }: Dockerfile): Instruction | undefined {
  const final = stages.at(-1);
  return final && effectiveStart(instructionsOf(stages, final));
}

function hasCommand({ facts }: ContractContainer): boolean {
  return facts.command !== null && facts.command.length > 0;
}

/** An init that signals all that it started, and not its child alone: dumb-init does, tini where it is asked to. */
function tellsGroup({ text }: Dockerfile, { source }: Instruction): boolean {
  return /TINI_KILL_PROCESS_GROUP/.test(text) || /dumb-init|\btini\b[^\n]*\s["']?-\w*g/.test(source.text);
}

interface ScriptWord {
  readonly word: string;
  readonly shell: string | undefined;
}

/** `/entrypoint.sh`, or what a shell is handed: `sh entrypoint.sh`. */
function scriptOf([first = '', second = '']: readonly string[]): ScriptWord | undefined {
  const shell = isShell(baseName(first)) ? baseName(first) : undefined;
  const word = shell === undefined ? first : second;
  return /^[^$]+\.sh$/.test(word) ? { word, shell } : undefined;
}

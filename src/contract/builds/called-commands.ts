import { resolvePath } from '../../dockerfile/files/paths.ts';
import { folderOf } from '../../kubernetes/paths.ts';
import { type Command, programName, shellCommands } from '../../shell/commands.ts';
import type { Word } from '../../shell/source-text.ts';
import { baseName } from '../images/image-name.ts';
import { shellOf } from '../images/image-scripts.ts';
import { recipeLines } from './makefile-rules.ts';

/** A command that make or a script of the build context runs; `*` in its words stands for what nobody knows. */
export interface CalledCommand {
  readonly command: Command;
  /** Undefined: nobody knows. */
  readonly folder: string | undefined;
}

export interface Surroundings {
  /** The text of a file of the context by the path that it has in the stage. */
  readonly read: (path: string) => string | undefined;
  /** What the stage sets; undefined: nothing does. */
  readonly env: (name: string) => string | undefined;
}

interface Shell {
  folder: string | undefined;
  /** Null: nobody knows. */
  readonly variables: Map<string, string | null>;
  readonly args: readonly string[];
  /** Of the script. */
  readonly path: string | undefined;
}

const DEEPEST = 5;
const MOST_COMMANDS = 2000;
const UNKNOWN = '*';
const MAKE = /^g?make$/;
const SHELL = /^(?:ba|da|a)?sh$/;

/** What a command runs that is make or a script of the context, one inside the other, too; none of any other command. */
export function calledCommands(
  command: Command,
  folder: string | undefined,
  around: Surroundings,
): readonly CalledCommand[] {
  return new Caller(around).by(command, folder, 0);
}

/** Whether a command may call go builds by make or a script. */
export function mayCall(command: Command): boolean {
  const name = programName(command);
  return MAKE.test(name) || scriptOf(command) !== undefined;
}

/** The script that a command runs and its arguments: `./build.sh`, `bash -e hack/build.sh`. */
function scriptOf({ words }: Pick<Command, 'words'>): readonly string[] | undefined {
  const values = words.map(({ value }) => value);
  const [first = ''] = values;
  if (SHELL.test(baseName(first))) {
    const at = values.findIndex((word, index) => index > 0 && !/^-[eux]+$/.test(word));
    return at > 0 && !/^-/.test(values[at] ?? '') ? values.slice(at) : undefined;
  }
  return first.includes('/') ? values : undefined;
}

class Caller {
  readonly #around: Surroundings;
  #count = 0;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  by(command: Command, folder: string | undefined, depth: number, own?: ReadonlyMap<string, string | null>) {
    if (depth > DEEPEST) return [];
    const given = new Map([...(own ?? []), ...assignedBy(command)]);
    if (MAKE.test(programName(command))) return this.#make(command, folder, given, depth);
    const script = scriptOf(command);
    const path = script?.[0] === undefined ? undefined : resolvePath(script[0], folder);
    const text = path === undefined || path.includes('*') ? undefined : this.#around.read(path);
    if (!script || text === undefined) return [];
    if (shellOf(text, SHELL.test(programName(command)) ? programName(command) : undefined) === undefined) return [];
    return this.#text(text, { folder, variables: given, args: script.slice(1), path }, depth);
  }

  #make(
    { words }: Command,
    around: string | undefined,
    given: ReadonlyMap<string, string | null>,
    depth: number,
  ): CalledCommand[] {
    const call = makeWords(words.slice(1).map(({ value }) => value));
    const folder = call.folder === null ? around : resolvePath(call.folder, around);
    const names = call.file === null ? ['GNUmakefile', 'makefile', 'Makefile'] : [call.file];
    const found = names.flatMap((name) => {
      const path = resolvePath(name, folder);
      const text = path === undefined ? undefined : this.#around.read(path);
      return path === undefined || text === undefined ? [] : [{ path, text }];
    })[0];
    if (!found) return [];
    const { targets, overrides } = call;
    const env = (name: string) => given.get(name) ?? (given.has(name) ? UNKNOWN : this.#around.env(name));
    const lines = recipeLines(found.text, {
      ...{ folder, file: baseName(found.path), targets, overrides, env },
      read: this.#around.read,
    });
    const variables = new Map<string, string | null>([...given, ...overrides]);
    return lines.flatMap((line) =>
      this.#text(line, { folder, variables: new Map(variables), args: [], path: undefined }, depth),
    );
  }

  #text(text: string, shell: Shell, depth: number): CalledCommand[] {
    const loops = loopsIn(text);
    const [only, second] = loops;
    for (const { name } of loops) shell.variables.set(name, null);
    for (const [, name = ''] of text.matchAll(/\b(?:read|local|declare|typeset|getopts)[ \t]+(?:-\w+[ \t]+)*(\w+)/g)) {
      shell.variables.set(name, null);
    }
    const commands = shellCommands({ text, at: (index) => index });
    const functions = new Map<string, Command[]>();
    for (const command of commands) {
      const name = command.context.function;
      if (name !== null) functions.set(name, [...(functions.get(name) ?? []), command]);
    }
    const found: CalledCommand[] = [];
    const run = (all: readonly Command[], level: number) => {
      for (let index = 0; index < all.length; index++) {
        const command = all[index];
        if (!command || command.context.substitution || ++this.#count > MOST_COMMANDS) continue;
        if (!command.context.loop || !only || second) {
          this.#command(command, shell, found, depth);
          const own = level < DEEPEST ? functions.get(command.words[0]?.value ?? '') : undefined;
          if (own) run(own, level + 1);
          continue;
        }
        const end = all.findIndex((one, at) => at > index && !one.context.loop);
        const body = all.slice(index, end < 0 ? undefined : end);
        index += body.length - 1;
        for (const value of this.#filled(only.list, shell).split(/\s+/)) {
          shell.variables.set(only.name, value.includes(UNKNOWN) ? null : value.replaceAll(/["']/g, ''));
          for (const one of body) this.#command(one, shell, found, depth);
        }
      }
    };
    run(
      commands.filter(({ context }) => context.function === null),
      0,
    );
    return found;
  }

  #command(written: Command, shell: Shell, found: CalledCommand[], depth: number): void {
    const assigned = (words: readonly Word[]) => {
      for (const { value } of words) {
        const [, name = '', append, text = ''] = /^(\w+)(\+?)=(.*)$/s.exec(value) ?? [];
        if (name === '') continue;
        const filled = this.#filled(text, shell);
        shell.variables.set(name, append === '+' || filled.includes(UNKNOWN) ? null : filled);
      }
    };
    if (written.words.length === 0) {
      assigned(written.assignments);
      return;
    }
    const fill = (word: Word): Word => {
      const value = this.#filled(word.value, shell);
      return { ...word, value, text: value };
    };
    const words = written.words.flatMap((word): Word[] => {
      if (!word.value.includes('$')) return [word];
      const filled = fill(word);
      if (/["']/.test(word.text)) return [filled];
      return filled.value.split(/\s+/).flatMap((value) => (value === '' ? [] : [{ ...filled, value, text: value }]));
    });
    const command = { ...written, words, assignments: written.assignments.map(fill) };
    const name = programName(command);
    if (/^(?:export|readonly|declare|local)$/.test(name)) assigned(written.words.slice(1));
    else if (name === 'cd' || name === 'pushd') {
      const to = words.findLast(({ value }) => !value.startsWith('-'))?.value ?? '';
      shell.folder = to.includes(UNKNOWN) ? undefined : resolvePath(to, shell.folder);
    } else if (name === 'eval' || name === 'source' || name === '.') return;
    else {
      found.push({ command, folder: shell.folder });
      found.push(...this.by(command, shell.folder, depth + 1, shell.variables));
    }
  }

  /** With what is known in the place of variables, and of the commands that say where a script lies. */
  #filled(text: string, shell: Shell): string {
    if (!/[$`]/.test(text)) return text;
    const own = shell.path === undefined ? '.' : folderOf(shell.path) || '/';
    return text
      .replaceAll(
        /\$\(\s*dirname\s+(?:--\s+)?"?\$(?:0|\{0\}|\{BASH_SOURCE(?:\[0\])?(?::-\$0)?\}|BASH_SOURCE)"?\s*\)/g,
        own,
      )
      .replaceAll(
        /\$\(\s*cd\s+"?([^"$()`]+?)"?\s*(?:>\s*\/dev\/null\s*(?:2>&1)?\s*)?(?:&&|;)\s*pwd(?:\s+-P)?\s*\)/g,
        (_, path: string) => resolvePath(path, shell.folder) ?? UNKNOWN,
      )
      .replaceAll(
        /\$\(\s*(?:pwd|git rev-parse --show-toplevel)(?:\s+-P)?\s*\)|\$PWD\b|\$\{PWD\}/g,
        () => shell.folder ?? UNKNOWN,
      )
      .replaceAll(/\$\((?:[^()]|\([^()]*\))*\)|`[^`]*`/g, UNKNOWN)
      .replaceAll(
        /\$\{(\w+)(?:(:?[-+=?])([^{}]*)|([^{}\w][^{}]*))?\}|\$(\w+|[@*#])/g,
        (...groups: (string | undefined)[]) => {
          const [, braced, operator, operand = '', other, plain] = groups;
          const name = braced ?? plain ?? '';
          const value = this.#valueOf(name, shell);
          if (other !== undefined) return UNKNOWN;
          if (operator === undefined || operator.endsWith('?')) return value === null ? UNKNOWN : (value ?? '');
          const isThere = value !== undefined && value !== '';
          if (value === null) return UNKNOWN;
          if (operator.endsWith('+')) return isThere ? this.#filled(operand, shell) : '';
          return isThere ? value : this.#filled(operand, shell);
        },
      );
  }

  #valueOf(name: string, { variables, args }: Shell): string | null | undefined {
    if (/^[1-9]$/.test(name)) return args[Number(name) - 1];
    if (name === '@' || name === '*') return args.join(' ');
    if (!/^[A-Za-z_]/.test(name)) return null;
    return variables.has(name) ? variables.get(name) : this.#around.env(name);
  }
}

/** `for name in list; do`, of the shell. */
function loopsIn(text: string): readonly { readonly name: string; readonly list: string }[] {
  return [...text.matchAll(/\bfor[ \t]+(\w+)[ \t]+in[ \t]+([^;\n]*)/g)].map(([, name = '', list = '']) => ({
    name,
    list: list.trim(),
  }));
}

function assignedBy({ assignments }: Command): (readonly [string, string | null])[] {
  return assignments.flatMap(({ value }) => {
    const [, name, text = ''] = /^(\w+)=(.*)$/s.exec(value) ?? [];
    return name === undefined ? [] : [[name, text.includes(UNKNOWN) ? null : text] as const];
  });
}

interface MakeWords {
  readonly folder: string | null;
  readonly file: string | null;
  readonly targets: readonly string[];
  readonly overrides: ReadonlyMap<string, string>;
}

function makeWords(words: readonly string[]): MakeWords {
  let folder: string | null = null;
  let file: string | null = null;
  const targets: string[] = [];
  const overrides = new Map<string, string>();
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    const [, option, joined = ''] = /^-(C|f)(.*)$/.exec(word) ?? [];
    const [, long, given = ''] = /^--(directory|file|makefile)(?:=(.*))?$/.exec(word) ?? [];
    if (option !== undefined || long !== undefined) {
      const value = joined || given || (words[++index] ?? '');
      if (option === 'C' || long === 'directory') folder = value;
      else file = value;
      continue;
    }
    const [, name, value = ''] = /^([\w.-]+):?=(.*)$/s.exec(word) ?? [];
    if (name !== undefined) overrides.set(name, value);
    else if (/^-[jlOIWo]$/.test(word)) {
      if (/^\d/.test(words[index + 1] ?? '')) index++;
    } else if (!word.startsWith('-')) targets.push(word);
  }
  return { folder, file, targets, overrides };
}

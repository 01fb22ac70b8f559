import { type Arguments, readArguments } from '../../shell/options.ts';
import type { Command } from '../../shell/commands.ts';
import type { Word } from '../../shell/source-text.ts';
import type { Dockerfile } from '../model.ts';
import type { PackageManager } from './package-managers.ts';
import type { RunCommand } from './run-commands.ts';

/** A call of a package manager in a RUN: `apt-get -q install curl`. */
export interface PackageCall extends Arguments {
  readonly at: RunCommand;
  /** As it is called: `apt-get`, and `pip` for `python3 -m pip`. */
  readonly program: Word;
  /** `install`, or both words of `module install`. */
  readonly subcommand: string;
  /** The last word of the subcommand. */
  readonly word: Word;
}

/** What the command line says; undefined where it names no subcommand. */
export function readCall(at: RunCommand, manager: PackageManager): PackageCall | undefined {
  const command = withoutInterpreter(at.command);
  const read = command && readArguments(command, manager.taking);
  const [program] = command?.words ?? [];
  const [first, second] = read?.operands ?? [];
  if (!read || !program || !first) return undefined;
  const grouped = manager.groups.has(first.value) && second !== undefined;
  return {
    at,
    program,
    subcommand: grouped ? `${first.value} ${second.value}` : first.value,
    word: grouped ? second : first,
    options: read.options,
    operands: read.operands.slice(grouped ? 2 : 1),
  };
}

/** The calls of a manager in all RUN instructions that run one of `subcommands`, program by program. */
export function callsOf(
  dockerfile: Dockerfile,
  manager: PackageManager,
  subcommands: ReadonlySet<string>,
): readonly PackageCall[] {
  const calls = allCallsOf(dockerfile, manager);
  return calls.length === 0 ? calls : calls.filter((call) => subcommands.has(call.subcommand));
}

/** Read once for all rules about a manager. */
function allCallsOf(dockerfile: Dockerfile, manager: PackageManager): readonly PackageCall[] {
  const known = dockerfile.once(noCalls);
  let calls = known.get(manager);
  if (!calls) {
    const { commandsByName } = dockerfile;
    calls = manager.programs
      .filter((program) => commandsByName.has(program))
      .flatMap((program) => (commandsByName.get(program) ?? []).flatMap((at) => readCall(at, manager) ?? []));
    known.set(manager, calls);
  }
  return calls;
}

const noCalls = () => new Map<PackageManager, readonly PackageCall[]>();

/** The last such call of every RUN, in the order of the file. */
export function lastCallsOf(
  dockerfile: Dockerfile,
  manager: PackageManager,
  subcommands: ReadonlySet<string>,
): PackageCall[] {
  const last = new Map<RunCommand['run'], PackageCall>();
  for (const call of callsOf(dockerfile, manager, subcommands)) {
    const other = last.get(call.at.run);
    if (!other || other.at.index < call.at.index) last.set(call.at.run, call);
  }
  return [...last.values()].sort((a, b) => a.word.start - b.word.start);
}

/** `pip install` of `python3 -m pip install`; undefined where an interpreter runs something else. */
function withoutInterpreter(command: Command): Command | undefined {
  const name = command.words[0]?.value ?? '';
  if (!/(?:^|\/)(?:python|pypy)[\d.]*$/.test(name)) return command;
  const module = command.words.findIndex(({ value }, index) => index > 0 && /^(?:-\w*m|-mpip|pip)$/.test(value));
  const at = command.words[module]?.value.endsWith('pip') ? module : module + 1;
  if (module < 0 || !/^(?:-m)?pip$/.test(command.words[at]?.value ?? '')) return undefined;
  return { ...command, words: command.words.slice(at) };
}

/** The name that peers go by: `apt-get install`; `pip install` of any Python. */
export function called({ program: { value }, subcommand }: PackageCall): string {
  const name = value.slice(value.lastIndexOf('/') + 1);
  return `${/^pip[\d.-]*$/.test(name) || name === '-mpip' ? 'pip' : name} ${subcommand}`;
}

/** By a peer's id: the calls that its rule speaks about. */
export type Peers = Readonly<Record<string, readonly string[]>>;

/** The ids that speak about a call. */
export function aliasesFor(peers: Peers, call: PackageCall): string[] {
  const name = called(call);
  return Object.keys(peers).filter((id) => peers[id]?.includes(name));
}

/** Answers whether yum or dnf is told so: by `--setopt`, or by a line of its configuration that is written earlier. */
export function rpmConfiguration({ text }: Dockerfile, name: string): (call: PackageCall) => boolean {
  const setting = new RegExp(`\\b${name}\\s*=\\s*(?:1|true|yes)`, 'i');
  const written = text.search(setting);
  return ({ at, options }) =>
    (written >= 0 && written < at.command.start) || options.some(({ value }) => value !== null && setting.test(value));
}

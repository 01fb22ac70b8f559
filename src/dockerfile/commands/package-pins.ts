import type { Report, RuleInfo } from '../../lint/rule.ts';
import type { Command } from '../../shell/commands.ts';
import type { Word } from '../../shell/source-text.ts';
import type { Dockerfile } from '../model.ts';
import { aliasesFor, callsOf, type PackageCall, type Peers } from './package-calls.ts';
import type { PackageManager } from './package-managers.ts';
import type { RunCommand } from './run-commands.ts';
import type { DockerfileRule } from '../subject.ts';
import { variableHistory } from '../variables/variable-history.ts';

export interface PackagePins {
  readonly managers: readonly PackageManager[];
  readonly subcommands: ReadonlySet<string>;
  readonly peers: Peers;
  /** Whether a package as written says which version, or is none of the manager's sources. */
  readonly isPinned: (name: string, call?: PackageCall) => boolean;
  /** True: something else in the call decides the versions. */
  readonly exempt?: (call: PackageCall) => boolean;
  /** Absent: all operands are packages. */
  readonly packages?: (call: PackageCall) => readonly Word[];
  /** A program that takes packages without a subcommand. */
  readonly runner?: { readonly program: string; readonly packages: (command: Command) => readonly Word[] };
  /** Names that are reported, but that peers take for pinned. */
  readonly oursOnly?: (name: string) => boolean;
}

/** A rule about packages that are installed without a version. */
export function pinRule(
  info: Omit<RuleInfo, 'aliases' | 'exampleOf' | 'severity' | 'off'>,
  { managers, subcommands, peers, isPinned, exempt, packages, runner, oursOnly }: PackagePins,
): DockerfileRule {
  return {
    ...info,
    severity: 'hint',
    off: true,
    aliases: Object.keys(peers),
    exampleOf: 'dockerfile',
    about: [...managers.flatMap(({ programs }) => programs), ...(runner ? [runner.program] : [])],
    *check({ dockerfile }): Iterable<Report> {
      const resolve = packageNames(dockerfile);
      for (const manager of managers) {
        for (const call of callsOf(dockerfile, manager, subcommands)) {
          if (exempt?.(call)) continue;
          const named = (packages?.(call) ?? call.operands).flatMap((word) => resolve(word, call.at));
          const found = named.filter(({ name }) => !isPinned(name, call));
          if (found.length > 0) yield { ...unpinned(found), aliases: aliasesOf(found, call) };
        }
      }
      for (const at of dockerfile.commandsByName.get(runner?.program ?? '') ?? []) {
        const named = (runner?.packages(at.command) ?? []).flatMap((word) => resolve(word, at));
        const found = named.filter(({ name }) => !isPinned(name));
        if (found.length > 0) yield { ...unpinned(found), aliases: [] };
      }
    },
  };

  function aliasesOf(found: readonly NamedPackage[], call: PackageCall): string[] {
    return oursOnly && found.every(({ name }) => oursOnly(name)) ? [] : aliasesFor(peers, call);
  }
}

interface NamedPackage {
  readonly name: string;
  readonly word: Word;
}

function unpinned([first, ...others]: readonly NamedPackage[]): Report {
  const { word, name } = first as NamedPackage;
  return {
    start: word.start,
    end: word.end,
    message:
      others.length === 0
        ? ['`{0}` is installed in whatever version there is', name]
        : ['`{0}` and {1} more are installed in whatever version there is', name, others.length],
  };
}

const MOST_VARIABLES = 50;

/**
 * The packages that a word names: several for a variable whose value the file decides, none for one that only the build
 * decides or for what a command prints.
 */
function packageNames(dockerfile: Dockerfile): (word: Word, at: RunCommand) => NamedPackage[] {
  const histories = new Map<string, ReturnType<typeof variableHistory>>();
  const valueOf = (name: string, at: RunCommand) => {
    if (!histories.has(name) && histories.size >= MOST_VARIABLES) return undefined;
    const history = histories.get(name) ?? variableHistory(dockerfile, name);
    histories.set(name, history);
    return history(at)?.value;
  };
  return (word, at) => {
    const { value } = word;
    if (!/[$`]/.test(value)) return [{ name: value, word }];
    const [, plain, braced] = /^\$(?:(\w+)|\{(\w+)\})$/.exec(value) ?? [];
    const variable = plain ?? braced;
    if (variable !== undefined) {
      const names = valueOf(variable, at)?.trim().split(/\s+/) ?? [];
      return names.filter((name) => name !== '').map((name) => ({ name, word }));
    }
    const literal = value.replace(/\$\{[^}]*\}|\$\w+|\$\([^]*\)|`[^`]*`/g, '');
    return /[A-Za-z]/.test(literal) ? [{ name: value, word }] : [];
  };
}

/** `name-1.2`, a module's stream, a file or an address; groups have no versions. */
export function namesRpmVersion(name: string, call?: PackageCall): boolean {
  if (call?.subcommand.startsWith('module')) return name.includes(':');
  return /-[\d$]|[<>/]|\.rpm$|^@/.test(name);
}

import { callersOf } from '../code/callers.ts';
import { type Command, commandsOf, lineOf, parentsOf, pathOf, runsCode } from './commands.ts';
import { requiredByTag } from './flag-tags.ts';
import { evaluate } from '../code/context.ts';
import { type Demand, flagsDemanded, isConditional, setsFlags } from './demanding-libraries.ts';
import { flagTable, NO_FLAGS } from './flag-table.ts';
import type { Use } from '../code/code-index.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { branchesThatEnd, mayComeFromElsewhere } from '../environment/requirements.ts';
import { namesAfter, nameOf } from '../environment/env-holders.ts';
import type { DemandingCommand, Program, RequiredFlag } from '../project.ts';
import type { Serving } from './serve-command.ts';
import { UNSET_TEXT } from '../values/setting.ts';
import { symbolsAt } from '../values/solver.ts';
import { placeOf } from '../syntax/source-file.ts';
import { flagReads } from './command-line-flags.ts';

/**
 * Flags without which the program ends at once, run as it serves, and that nothing but its arguments gives. None where it
 * is open which of its commands that is.
 */
export function findRequiredFlags(code: LinkedCode, { line, hasCommands }: Serving): readonly RequiredFlag[] {
  if (!line) return [];
  const demands = [
    ...flagsDemanded(code, line),
    // Which command of several has a field is not asked.
    ...(hasCommands ? [] : requiredByTag(code)),
    ...emptyFlags(code, line),
  ];
  return placed(demands);
}

/** Of more it would take long. */
const MOST_COMMANDS = 50;

/** What libraries demand of each command by its marks, whichever of them serves. */
export function findDemandingCommands(code: LinkedCode): Pick<Program, 'demandingCommands'> {
  const commands = commandsOf(code);
  if (commands.length > MOST_COMMANDS) return {};
  const parents = parentsOf(code, commands);
  const found = commands.flatMap((command): DemandingCommand[] => {
    const args = pathOf(command, parents);
    const flags = args ? placed(flagsDemanded(code, lineOf(command, parents))) : [];
    return args && flags.length > 0 ? [{ args, flags }] : [];
  });
  return found.length > 0 ? { demandingCommands: found } : {};
}

/** Each once, at its first place. */
function placed(demands: readonly Demand[]): RequiredFlag[] {
  const first = new Map(demands.toReversed().map((demand) => [demand.name, demand]));
  return [...first.values()]
    .filter(({ name }) => /^[\w.-]+$/.test(name))
    .map(({ name, at, site }): RequiredFlag => ({ name, ...placeOf(site.file, at) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

type At = Pick<Use, 'site' | 'guard'>;

const EMPTY: ReadonlySet<string> = new Set(['', '0', UNSET_TEXT]);

/** `if *upstream == "" { log.Fatal("-upstream is missing") }` */
function emptyFlags(code: LinkedCode, line: readonly Command[]): Demand[] {
  const flags = code.once(flagTable, NO_FLAGS);
  const reads = flagReads(code);
  if (flags.length + reads.length === 0 || setsFlags(code)) return [];
  const targets = flags.flatMap(({ call: { args } }) => (args[0]?.kind === 'unary' ? [nameOf(args[0].operand)] : []));
  const readers = reads.map(({ expression }) => nameOf(expression.callee));
  const values = [...flags.map(({ call, site }) => ({ expression: call, site })), ...reads];
  return branchesThatEnd(code, namesAfter(code, [...targets, ...readers], values)).flatMap(({ tests, site, guard }) => {
    const found = tests.flatMap((test): Demand[] => {
      if (mayComeFromElsewhere(code, test, site)) return [];
      const { text, by } = evaluate(test, symbolsAt(code, site));
      const [setting = '', other] = by;
      const isFlag = setting.startsWith('flag:') && other === undefined && EMPTY.has(text);
      return isFlag ? [{ name: setting.slice('flag:'.length), at: test, site }] : [];
    });
    return found.length > 0 && isComeTo(code, line, { site, guard }) ? found : [];
  });
}

const FARTHEST = 5;

/** Whether the program surely comes to a place, from `main` or the command that runs, through functions with one caller each. */
export function isComeTo(code: LinkedCode, line: readonly Command[], { site, guard }: At, depth = 0): boolean {
  const { fn, pkg } = site;
  const [command] = line;
  if (command && runsCode(code, command, guard?.span ?? fn ?? command.span, site)) return !isConditional(guard);
  if (!fn || isConditional(guard) || guard?.literal || depth > FARTHEST) return false;
  if (fn.name === 'main' && pkg === code.packages[0]) return fn.receiver === null;
  const [caller, another] = callersOf(code, { ...site, fn });
  return caller !== undefined && !another && isComeTo(code, line, caller, depth + 1);
}

import { bodyOf } from '../syntax/bodies.ts';
import { find } from '../code/bindings.ts';
import type { Site } from '../code/code-index.ts';
import { ends, mayBePassed, runsAlways } from '../code/ends.ts';
import { neverReturns } from '../code/failing.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { calleeName } from '../code/types.ts';
import type { Uses } from '../code/uses.ts';
import type { Program } from '../project.ts';
import { elementNamed, type Expression, type If, type Statement } from '../syntax/syntax.ts';
import { placeOf } from '../syntax/source-file.ts';
import { evaluate, questionAt } from '../code/context.ts';
import type { Command } from './commands.ts';
import { wordReads } from './read-words.ts';
import { isComeTo } from './required-flags.ts';
import type { Serving } from './serve-command.ts';

type RequiredWords = NonNullable<Program['requiredWords']>;

/** A length of the command line that ends the program: any below `least`, or with `exactly` the one below it. */
interface Count {
  readonly list: Expression;
  readonly least: number;
  readonly exactly: boolean;
}

/**
 * How many words the program must be called with, those of its command among them, run as it serves, or it ends at once;
 * null where it asks for none.
 */
export function findRequiredWords(code: LinkedCode, { line, command }: Serving): RequiredWords | null {
  const [own] = line ?? [];
  // What `main` surely comes to, it does whichever of its commands it is called with.
  const path = line ?? [];
  const behind = command?.args.length ?? 0;
  const found = [
    ...code.gather(countings).flatMap(({ statement, site, guard, counts }): RequiredWords[] => {
      const asked = counts.flatMap((count) => demandOf(count, site, code, behind) ?? []);
      const [first] = asked.sort((a, b) => b.least - a.least);
      const isDemand =
        first !== undefined &&
        runsAlways(code, { statement, site, guard }) &&
        endsThere(code, statement, site) &&
        !mayBePassed(code, statement, site) &&
        isComeTo(code, path, { site, guard });
      return isDemand ? [{ ...first, ...placeOf(site.file, statement) }] : [];
    }),
    ...readBlindly(code, path, behind),
    ...(own ? ofCommand(own, code, behind) : []),
  ];
  return found.sort((a, b) => b.least - a.least)[0] ?? null;
}

/** `os.Args[1]`, where nothing asks how many there are and no panic may be caught: Go ends the program for want of it. */
function readBlindly(code: LinkedCode, path: readonly Command[], behind: number): RequiredWords[] {
  const reads = wordReads(code);
  if (reads.length === 0 || isAskedFor(code)) return [];
  const catching = new Set(code.calls('recover').map(({ site }) => site.pkg));
  const [main] = code.packages;
  if (main && catching.has(main)) return [];
  return reads.flatMap(({ expression, site, guard, least }): RequiredWords[] => {
    const asked = demandOf({ list: expression.operand, least, exactly: false }, site, code, behind);
    const isDemand =
      asked !== null &&
      !catching.has(site.pkg) &&
      runsAlways(code, { statement: expression, site, guard }) &&
      !mayBePassed(code, expression, site) &&
      isComeTo(code, path, { site, guard });
    return isDemand ? [{ ...asked, ...placeOf(site.file, expression) }] : [];
  });
}

/** Whether anything goes by the number of arguments, or gives others: what is read then, nobody knows. */
function isAskedFor(code: LinkedCode): boolean {
  if (code.calls('NArg').length > 0 || code.fieldAssignments('Args').length > 0) return true;
  return code.calls('len').some(({ expression: { args }, site }) => args[0] && readOf(args[0], site, code) !== null);
}

function countings({ conditions }: Uses) {
  return conditions.flatMap(({ statement, site, guard }) => {
    const counts = statement.condition ? countsIn(statement.condition) : [];
    return counts.length > 0 ? [{ statement, site, guard, counts }] : [];
  });
}

/** `len(args) < 2`, `flag.NArg() != 1`, `1 > len(args)`: each reason enough for the branch. */
function countsIn(condition: Expression): readonly Count[] {
  if (condition.kind !== 'binary') return [];
  const { operator, left, right } = condition;
  if (operator === '||') return [...countsIn(left), ...countsIn(right)];
  const isTurned = left.kind === 'number';
  const [list, bound] = isTurned ? [counted(right), left] : [counted(left), right];
  if (!list || bound.kind !== 'number') return [];
  const as = isTurned ? (TURNED[operator] ?? operator) : operator;
  const least = leastOf(as, bound.value);
  return least > 0 ? [{ list, least, exactly: as === '==' }] : [];
}

const TURNED: Readonly<Record<string, string>> = { '>': '<', '>=': '<=', '<': '>', '<=': '>=' };

/** The fewest with which the condition does not hold; 0 where it says nothing of too few. */
function leastOf(operator: string, bound: number): number {
  if (operator === '<' || operator === '!=') return bound;
  return operator === '<=' || operator === '==' ? bound + 1 : 0;
}

/** `args` of `len(args)`, or the call of `flag.NArg()` itself. */
function counted(operand: Expression): Expression | null {
  if (operand.kind !== 'call') return null;
  const { callee, args } = operand;
  if (callee.kind === 'name') return callee.name === 'len' ? (args[0] ?? null) : null;
  return callee.kind === 'select' && callee.name === 'NArg' && args.length === 0 ? operand : null;
}

const BEHIND_FLAGS = /^(?:flag|github\.com\/spf13\/pflag)\.(FlagSet\.)?N?Args?$/;

function demandOf({ list, least, exactly }: Count, site: Site, code: LinkedCode, command: number) {
  const read = readOf(list, site, code);
  if (!read) return null;
  const words = least - (read === 'os' ? 1 : 0);
  // `flag.NArg() == 1` says nothing of none.
  if (words < 1 || (exactly && words > 1)) return null;
  if (read === 'of a set') return { least: words + command };
  return { least: words, ...(read !== 'behind flags' && { orFlags: true as const }) };
}

/** What is counted: all of `os.Args`, what follows the program's name in it, or what follows its flags or those of a command. */
function readOf(
  list: Expression,
  site: Site,
  code: LinkedCode,
): 'os' | 'arguments' | 'behind flags' | 'of a set' | null {
  if (list.kind === 'other') {
    const [of] = list.parts;
    const { from } = list;
    const isRest = from?.kind === 'number' && from.value === 1 && of && calleeName(code, of, site) === 'os.Args';
    return isRest ? 'arguments' : null;
  }
  if (list.kind === 'call') {
    const read = list.args.length === 0 ? BEHIND_FLAGS.exec(calleeName(code, list.callee, site) ?? '') : null;
    return read && (read[1] === undefined ? 'behind flags' : 'of a set');
  }
  if (calleeName(code, list, site) === 'os.Args') return 'os';
  const declared = list.kind === 'name' && site.fn ? find(code.bindings(site.fn), list.name, list.start) : undefined;
  if (declared?.source.kind !== 'value' || declared.assignments.length > 0) return null;
  return readOf(declared.source.expression, site, code);
}

/** Whether the branch ends the program, if only by a word about how it is called: `usage()`, and `return` in `main`. */
function endsThere(code: LinkedCode, statement: If, site: Site): boolean {
  if (ends(code, statement, site)) return true;
  const { then } = statement;
  const last = then.at(-1);
  if (last?.kind === 'return') {
    const isMain = site.fn?.name === 'main' && site.fn.receiver === null && site.pkg === code.packages[0];
    return isMain && then.slice(0, -1).every((one) => tells(one, site, code));
  }
  return last !== undefined && isUsage(last, site, code);
}

const TELLS =
  /^(?:fmt\.F?Print(?:f|ln)?|print(?:ln)?|log(?:\/slog)?\.(?:Print(?:f|ln)?|Error|Warn)|flag\.(?:Usage|PrintDefaults))$/;

function tells(statement: Statement, site: Site, code: LinkedCode): boolean {
  if (statement.kind !== 'expression' || statement.expression.kind !== 'call') return false;
  const { callee } = statement.expression;
  const name = calleeName(code, callee, site) ?? '';
  return TELLS.test(name) || /usage|help/i.test(callee.kind === 'name' || callee.kind === 'select' ? callee.name : '');
}

/** A call of a function of its own that ends the program with its last statement. */
function isUsage(statement: Statement, site: Site, code: LinkedCode): boolean {
  if (statement.kind !== 'expression' || statement.expression.kind !== 'call') return false;
  const target = code.functions.get(calleeName(code, statement.expression.callee, site) ?? '');
  const body = target ? bodyOf(target.fn) : [];
  const last = body.at(-1);
  const isPlain = body.every((one) => one.kind === 'expression');
  return isPlain && last?.kind === 'expression' && neverReturns(last.expression);
}

const COBRA = 'github.com/spf13/cobra';

/** `Args: cobra.ExactArgs(1)` */
function ofCommand({ composite, site }: Command, code: LinkedCode, command: number): RequiredWords[] {
  const demand = composite && elementNamed(composite, 'Args');
  if (!demand) return [];
  const all = isCalled(demand, 'MatchAll', site, code) && demand.kind === 'call' ? demand.args : [demand];
  return all.flatMap((one): RequiredWords[] => {
    const [first] = one.kind === 'call' ? one.args : [];
    const isLeast = ['ExactArgs', 'MinimumNArgs', 'RangeArgs'].some((name) => isCalled(one, name, site, code));
    const least = isLeast && first ? Number(evaluate(first, questionAt(code, site)).text) : 0;
    return Number.isInteger(least) && least > 0 ? [{ least: least + command, ...placeOf(site.file, one) }] : [];
  });
}

function isCalled(expression: Expression, name: string, site: Site, code: LinkedCode): boolean {
  return expression.kind === 'call' && calleeName(code, expression.callee, site) === `${COBRA}.${name}`;
}

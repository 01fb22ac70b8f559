import { find } from '../code/bindings.ts';
import { readerCalled } from '../values/call-values.ts';
import type { Site, Use } from '../code/code-index.ts';
import { callersOf } from '../code/callers.ts';
import { type Context, evaluate } from '../code/context.ts';
import { envEntries, NO_ENTRIES } from './env-entries.ts';
import { readerNames } from './env-aliases.ts';
import { ENV_READER_NAMES } from './env-readers.ts';
import type { TableFlag } from '../flags/flag-table.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { isBehindOtherSystem } from '../code/other-systems.ts';
import { possibleTexts } from '../values/possible-texts.ts';
import { fillParameters, hasHole, isUnknown, parametersIn } from '../values/setting.ts';
import { contextAt, symbolsAt } from '../values/solver.ts';
import type { Call, Expression, GoFunction } from '../syntax/syntax.ts';
import { calleeName } from '../code/types.ts';

/** One variable that is read at one place. */
export interface EnvRead {
  readonly name: string;
  /** What has the variable's value: `os.Getenv` itself, `all["NAME"]`, or a call of the helper that is told the name. */
  readonly call: Expression;
  readonly at: Expression;
  readonly site: Site;
  /** The reader itself and the helpers between, where a helper is told the name. */
  readonly through: readonly Read[];
  /** The reader ends the program where the variable is not set. */
  readonly must: boolean;
  /** The flag that the variable sets. */
  readonly flag?: TableFlag;
}

/** A call or a look-up. */
export type Read = Pick<Use, 'expression' | 'site'>;

interface Named {
  /** The variable's name, with holes for the function's own parameters. */
  readonly text: string;
  readonly use: Read;
  readonly through: readonly Read[];
  readonly must: boolean;
  readonly depth: number;
}

const DEEPEST = 6;
const VARIABLE = /^[A-Za-z_][\w.-]*$/;
/** A method that is found by its name alone must be told what can only be a variable's name. */
const CERTAIN_VARIABLE = /^[A-Z][A-Z\d]*(?:_[A-Z\d]+)*$/;

/**
 * Calls of `os.Getenv` and its kin, and of functions that make the name of what they are told. `open` is told of reads
 * whose names the source does not show.
 */
export function findReads(code: LinkedCode, open: (read: Read) => void = () => undefined): EnvRead[] {
  const found: EnvRead[] = [];
  const seen = new Map<GoFunction, Set<string>>();
  const queue: Named[] = [];
  for (const name of new Set([...ENV_READER_NAMES, ...code.once(readerNames, new Set<string>())])) {
    for (const use of code.calls(name)) {
      const reader = readerCalled(use.expression, contextAt(code, use.site));
      const argument = reader ? use.expression.args[reader.name] : undefined;
      if (reader && argument) follow(use, argument, reader.must);
    }
  }
  for (const [expression, site] of code.once(envEntries, NO_ENTRIES).lookups) {
    follow({ expression, site }, expression.index, false);
  }
  for (let next = queue.pop(); next; next = queue.pop()) followCallers(next);
  return found;

  function follow(use: Read, argument: Expression, must: boolean) {
    const { text } = evaluate(argument, symbolsAt(code, use.site));
    const through = [use];
    if (!hasHole(text)) add({ name: text, call: use.expression, at: use.expression, site: use.site, through, must });
    else if (parametersIn(text).length > 0 && !isUnknown({ text, by: [] })) {
      queue.push({ text, use, through, must, depth: 0 });
    } else {
      const listed = listedNames(code, use, argument, through, must);
      if (listed.length === 0) open(use);
      for (const read of listed) add(read);
    }
  }

  /** What a helper reads is what its callers tell it. */
  function followCallers({ text, use, through, must, depth }: Named) {
    const { fn } = use.site;
    if (!fn || depth > DEEPEST) {
      open(use);
      return;
    }
    if (seen.get(fn)?.has(text) === true) return;
    seen.set(fn, (seen.get(fn) ?? new Set()).add(text));
    const callers = callersOf(code, { ...use.site, fn }).map((caller) => {
      const context = symbolsAt(code, caller.site);
      const told = fillParameters(text, (index) => textOf(caller.expression, index, context));
      return { caller, told, isAgain: caller.site.fn === fn && told !== text };
    });
    // What goes through the fields of a struct and calls itself with their names may read none that it begins with.
    if (callers.some(({ told, isAgain }) => isAgain && isUnknown({ text: told, by: [] }))) {
      open(use);
      return;
    }
    for (const { caller, told, isAgain } of callers) {
      if (isAgain && depth > 0) continue;
      const { callee } = caller.expression;
      const isSure = code.functions.has(calleeName(code, callee, caller.site) ?? '') || saysSo(callee);
      if (!hasHole(told)) {
        if (!isSure && !CERTAIN_VARIABLE.test(told)) continue;
        add({ name: told, call: caller.expression, at: caller.expression, site: caller.site, through, must });
      } else if (isUnknown({ text: told, by: [] })) addListed(text, caller, through, must);
      else if (isSure && parametersIn(told).length > 0) {
        queue.push({ text: told, use: caller, through: [...through, caller], must, depth: depth + 1 });
      } else open(caller);
    }
  }

  function addListed(text: string, caller: Use<Call>, through: readonly Read[], must: boolean) {
    const [index, ...others] = parametersIn(text);
    const argument = index === undefined || others.length > 0 ? null : argumentAt(caller.expression, index);
    const listed = argument ? listedNames(code, caller, argument, through, must) : [];
    if (listed.length === 0) open(caller);
    for (const read of listed) add({ ...read, name: fillParameters(text, () => read.name) });
  }

  function add(read: EnvRead) {
    if (VARIABLE.test(read.name) && !isBehindOtherSystem(read.at, read.site)) found.push(read);
  }
}

/** Names that tables and callers list; each stands for the call that it is told to. */
function listedNames(
  code: LinkedCode,
  { expression, site }: Read,
  argument: Expression,
  through: readonly Read[],
  must: boolean,
): EnvRead[] {
  const texts = possibleTexts(argument, contextAt(code, site));
  if (texts.some(({ text }) => !CERTAIN_VARIABLE.test(text)) && isOfField(argument, site, code)) return [];
  return texts.map(({ text, expression: at, site: there, flag }) => {
    if (flag) return { name: text, call: flag.call, at: flag.call, site: there, through, must: false, flag };
    const parent = there.pkg.parentOf(at, there);
    return parent?.kind === 'call' && parent.args.includes(at)
      ? { name: text, call: parent, at: parent, site: there, through, must }
      : { name: text, call: expression, at, site: there, through, must };
  });
}

/** A field that holds words which name no variable holds whatever the program is given: a node of a tree, a part of a message. */
function isOfField(argument: Expression, { fn }: Site, code: LinkedCode): boolean {
  if (argument.kind === 'select') return true;
  const declared = argument.kind === 'name' && fn ? find(code.bindings(fn), argument.name, argument.start) : undefined;
  return declared?.source.kind === 'value' && declared.source.expression.kind === 'select';
}

/** `env.Getenv("read_timeout")`: a method of whatever type, whose name says that it reads a variable. */
function saysSo(callee: Expression): boolean {
  return callee.kind === 'select' && ENV_READER_NAMES.has(callee.name);
}

function textOf(call: Call, index: number, context: Context): string | null {
  const argument = argumentAt(call, index);
  return argument && evaluate(argument, context).text;
}

/** -1 is the receiver. */
function argumentAt({ args, callee }: Call, index: number): Expression | null {
  if (index === -1) return callee.kind === 'select' ? callee.operand : null;
  return args[index] ?? null;
}

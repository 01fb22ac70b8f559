import { find } from '../code/bindings.ts';
import { callersOf } from '../code/callers.ts';
import type { ConditionUse, Site } from '../code/code-index.ts';
import { commandAround, ends, isInLiteral, mayBePassed, runsAlways } from '../code/ends.ts';
import { PARSERS, REFUSERS } from './env-types.ts';
import { callsOf } from '../file-use/file-calls.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { runsByDefault } from '../conditions/runs-by-default.ts';
import type { Call, Expression, GoFunction, Name } from '../syntax/syntax.ts';
import type { Uses } from '../code/uses.ts';

/** A text that is parsed, and the program ends where it cannot be. */
export interface ParsedText {
  readonly text: Expression;
  readonly site: Site;
}

interface ErrorBranch extends ConditionUse {
  readonly error: Name;
}

const FARTHEST = 4;

/** `n, err := strconv.Atoi(text)`, and `log.Fatal(err)` where there is an error, in this function or in all that call it. */
export function parsedOrEnded(code: LinkedCode): ParsedText[] {
  const parsed = [...callsOf(code, PARSERS), ...callsOf(code, REFUSERS)];
  // Nearly every function asks for errors: only what such a call may lead to is looked at.
  const branches = new Map<GoFunction | null, ErrorBranch[]>();
  if (parsed.length > 0) {
    for (const branch of code.gather(errorBranches)) {
      const { fn } = branch.site;
      const known = branches.get(fn);
      if (known) known.push(branch);
      else branches.set(fn, [branch]);
    }
  }
  return parsed.flatMap(({ call, site }): ParsedText[] => {
    const [text] = call.args;
    const branch = branchOf(call, site);
    return text && branch && endsProgram(branch, 0) ? [{ text, site }] : [];
  });

  /** The branch for when a call has failed. */
  function branchOf(call: Call, { fn }: Site): ErrorBranch | undefined {
    return branches.get(fn)?.findLast((branch) => failingCall(code, branch) === call);
  }

  function endsProgram(branch: ErrorBranch, depth: number): boolean {
    const { statement, site, guard } = branch;
    if (!runsAlways(code, branch) || !ends(code, statement, site) || mayBePassed(code, statement, site)) return false;
    if (!runsByDefault(code, { site, guard })) return false;
    const isHandedOn = statement.then.some(({ kind }) => kind === 'return') && !commandAround(code, statement, site);
    return isHandedOn ? endsCallers(site, depth + 1) : true;
  }

  /** Of what hands its error on, every caller must end by it: one of them may have another value at hand. */
  function endsCallers(site: Site, depth: number): boolean {
    const { fn } = site;
    const callers = fn && depth < FARTHEST ? callersOf(code, { ...site, fn }) : [];
    return (
      callers.length > 0 &&
      callers.every((caller) => {
        const branch = branchOf(caller.expression, caller.site);
        if (branch) return endsProgram(branch, depth);
        const isHandedOn = caller.site.pkg.statementOf(caller.expression, caller.site)?.kind === 'return';
        return isHandedOn && caller.guard === null && endsCallers(caller.site, depth + 1);
      })
    );
  }
}

function errorBranches({ conditions }: Uses): ErrorBranch[] {
  return conditions.flatMap((use): ErrorBranch[] => {
    const { condition } = use.statement;
    if ((use.guard && !isInLiteral(use)) || condition?.kind !== 'binary' || condition.operator !== '!=') return [];
    const { left, right } = condition;
    return left.kind === 'name' && right.kind === 'name' && right.name === 'nil' ? [{ ...use, error: left }] : [];
  });
}

/** The call whose error a name holds there, where that is sure. */
function failingCall(code: LinkedCode, { error, site }: ErrorBranch): Call | null {
  const declared = site.fn ? find(code.bindings(site.fn), error.name, error.start) : undefined;
  if (!declared) return null;
  const last = declared.assignments.filter(({ start }) => start < error.start).at(-1);
  if (last && (last.guard || last.byAddress)) return null;
  const given = last ?? (declared.source.kind === 'value' ? declared.source : null);
  const isLast = given !== null && given.index === given.count - 1;
  return isLast && given.expression.kind === 'call' ? given.expression : null;
}

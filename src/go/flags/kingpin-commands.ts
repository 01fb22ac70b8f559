import type { Site } from '../code/code-index.ts';
import { evaluate, originOf, questionAt } from '../code/context.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { hasLibrary } from '../facts/long-running.ts';
import { type OwnCommand, runMethodMade } from './own-commands.ts';
import { KINGPINS } from '../libraries/server-types.ts';
import { isKnown } from '../values/setting.ts';
import type { Call, Expression } from '../syntax/syntax.ts';
import { typeOf } from '../code/types.ts';
import type { Uses } from '../code/uses.ts';

/**
 * `app.Command("serve", "…").Action(serve)`, the branch for it: `case serve.FullCommand():`, and what comes of the function
 * that asks for it: `func newServe(app) *serve { s := &serve{}; app.Command("serve", "…"); return s }`.
 */
export function kingpinCommands(code: LinkedCode): OwnCommand[] {
  if (!KINGPINS.some((library) => hasLibrary(code, library))) return [];
  const actions = new Map<Call, Call>();
  for (const { expression: action, site } of code.calls('Action')) {
    const made = isOfKingpin(code, action, site) ? kingpinCommand(action, site, code) : null;
    if (made) actions.set(made, action);
  }
  const nameOf = (made: Call, site: Site): string | null => {
    const [name] = made.args;
    const text = name ? evaluate(name, questionAt(code, site)) : null;
    return text && isKnown(text) ? text.text : null;
  };
  const sites = new Map<Call, Site>();
  const made = code.calls('Command').flatMap(({ expression, site }): OwnCommand[] => {
    const name = isOfKingpin(code, expression, site) ? nameOf(expression, site) : null;
    if (name === null) return [];
    sites.set(expression, site);
    const action = actions.get(expression);
    const method = !action && site.fn ? runMethodMade(code, site.fn, site) : null;
    return [{ span: action ?? expression, site, name, runs: action?.args[0] ?? null, method, made: expression }];
  });
  const branches = code.gather(typedBranches).flatMap(({ typed, span, site }): OwnCommand[] => {
    const command = kingpinCommand(typed, site, code);
    const at = command && sites.get(command);
    const name = at ? nameOf(command, at) : null;
    if (!command || name === null) return [];
    return [{ span, site, name, runs: null, method: null, branch: true, made: command }];
  });
  return [...made, ...branches];
}

/** The call of `Command` that made what a chain of calls begins with, or a variable holds. */
export function kingpinCommand(expression: Expression, site: Site, code: LinkedCode): Call | null {
  let at = expression;
  let context = questionAt(code, site);
  for (let steps = 0; steps < 20; steps++) {
    if (at.kind === 'call') {
      if (at.callee.kind !== 'select') return null;
      if (at.callee.name === 'Command') return isOfKingpin(code, at, context.site) ? at : null;
      at = at.callee.operand;
      continue;
    }
    const origin: ReturnType<typeof originOf> = originOf(at, context);
    if (!origin || origin.expression === at) return null;
    at = origin.expression;
    context = origin.context;
  }
  return null;
}

/** By what it returns: the application may stand behind an interface of the program's own. */
function isOfKingpin(code: LinkedCode, call: Call, site: Site): boolean {
  const type = typeOf(code, call, site);
  return KINGPINS.some((library) => type === `${library}.CmdClause`);
}

/** `x == serve.FullCommand()` of branches. */
function typedBranches({ conditions }: Uses) {
  return conditions.flatMap(({ statement: { condition, thenSpan: span }, site }) => {
    if (condition?.kind !== 'binary' || condition.operator !== '==') return [];
    const { right } = condition;
    if (right.kind !== 'call' || right.callee.kind !== 'select' || right.callee.name !== 'FullCommand') return [];
    return [{ typed: right.callee.operand, span, site }];
  });
}

import { type Context, evaluate, originsOf, questionAt } from '../code/context.ts';
import { same, type Setting } from '../values/setting.ts';
import type { Call, Expression } from '../syntax/syntax.ts';
import { contextAt } from '../values/solver.ts';
import { calleeName, typeOf } from '../code/types.ts';

const ADD_FLAGS = /^github\.com\/prometheus\/exporter-toolkit\/web\/(?:kingpinflag|webflag)\.AddFlags$/;

/**
 * Addresses of `web.ListenAndServe(server, flags, logger)`: the flags decide, which `AddFlags(app, ":9100")` makes. Null
 * where no argument is the toolkit's flags, as before they came.
 */
export function toolkitAddresses(args: readonly Expression[], context: Context): readonly Setting[] | null {
  const { code } = context;
  const made = args.slice(1).flatMap((argument) =>
    originsOf(argument, context).flatMap((origin) => {
      const call = origin?.expression.kind === 'call' ? origin.expression : null;
      return call && origin ? defaultOf(call, origin.context) : [];
    }),
  );
  if (made.length > 0) return made;
  if (!code.externals.has('github.com/prometheus/exporter-toolkit') && args.length < 2) return null;
  const all = code.calls('AddFlags').flatMap(({ expression, site }) => defaultOf(expression, contextAt(code, site)));
  return args.length > 1 && all.length > 0 ? all : null;
}

/** `flags.WebListenAddresses` where a program opens its listeners by itself; null for any other field. */
export function toolkitList(operand: Expression, field: string, { code, site }: Context): Setting | null {
  if (field !== 'WebListenAddresses' || typeOf(code, operand, site) !== FLAGS) return null;
  const all = code.calls('AddFlags').flatMap((use) => defaultOf(use.expression, questionAt(code, use.site)));
  return all.length > 0 ? { ...same(all), list: true } : null;
}

const FLAGS = 'github.com/prometheus/exporter-toolkit/web.FlagConfig';

function defaultOf({ callee, args }: Call, context: Context): Setting[] {
  const [, address] = args;
  if (!ADD_FLAGS.test(calleeName(context.code, callee, context.site) ?? '') || !address) return [];
  const { text, by } = evaluate(address, context);
  return [{ text, by: ['flag:web.listen-address', ...by] }];
}

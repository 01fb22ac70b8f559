import { binaryName } from '../code/binary-name.ts';
import { type Context, evaluate, originOf, questionAt } from '../code/context.ts';
import { NO_FALLBACK } from '../environment/env-fallback.ts';
import type { FoundVariable } from '../environment/environment.ts';
import { isNamed, kingpinChain } from './kingpin-chain.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { possibleTexts } from '../values/possible-texts.ts';
import { KINGPINS } from '../libraries/server-types.ts';
import { hasHole, isKnown, OWN_PATH } from '../values/setting.ts';
import type { Site } from '../code/code-index.ts';
import type { Call, Expression } from '../syntax/syntax.ts';
import { calleeName } from '../code/types.ts';

/** `app.Flag("addr", "…").Default(":80").Envar("ADDR").String()`, and `DefaultEnvars()` for all flags of an application. */
export function kingpinVariables(code: LinkedCode): FoundVariable[] {
  if (!KINGPINS.some((path) => code.externals.has(path))) return [];
  const named = ['Envar', 'OverrideDefaultFromEnvar'].flatMap((method) =>
    code.calls(method).flatMap(({ expression, site }) => {
      const chain = kingpinChain(expression, site);
      const [argument] = expression.args;
      if (!argument || !chain.some((call) => isNamed(call, 'Flag', 'Arg'))) return [];
      const context = questionAt(code, site);
      return possibleTexts(argument, context).map(({ text }) => variable(text, expression, site, chain, context));
    }),
  );
  const [prefix] = code.calls('DefaultEnvars').map(({ expression, site }) => applicationName(expression, site, code));
  if (prefix === undefined || prefix === null) return named;
  const all = code.calls('Flag').flatMap(({ expression, site }) => {
    const chain = kingpinChain(expression, site);
    const [argument] = expression.args;
    if (!argument || expression.args.length !== 2 || chain.some((call) => isNamed(call, 'Envar', 'NoEnvar'))) return [];
    const context = questionAt(code, site);
    return possibleTexts(argument, context).map(({ text }) => {
      const name = `${prefix}_${text}`.toUpperCase().replace(/[^A-Z\d_]+/g, '_');
      return variable(name, expression, site, chain, context);
    });
  });
  return [...named, ...all];
}

function variable(name: string, call: Call, site: Site, chain: readonly Call[], context: Context): FoundVariable {
  const given = chain.find((one) => isNamed(one, 'Default'))?.args[0];
  const text = given ? evaluate(given, context).text : '';
  const type = chain.at(-1)?.callee;
  return {
    ...{ name, site, at: call },
    ...(type?.kind === 'select' && { type: type.name.toLowerCase() }),
    fallback: text === '' ? NO_FALLBACK : hasHole(text) ? { text: null, open: true } : { text, open: false },
    must: chain.some((one) => isNamed(one, 'Required')),
  };
}

/** `kingpin.New("exporter", "…")` of `app.DefaultEnvars()`. */
function applicationName({ callee }: Call, site: Site, code: LinkedCode): string | null {
  if (callee.kind !== 'select') return null;
  const origin = originOf(callee.operand, questionAt(code, site));
  const made = origin?.expression;
  if (made?.kind !== 'call' || !origin) return null;
  if (!/kingpin\.New$/.test(calleeName(code, made.callee, origin.context.site) ?? '') || !made.args[0]) return null;
  const [given] = made.args;
  const name = evaluate(given, origin.context);
  if (isKnown(name)) return name.text;
  return isOwnName(given, origin.context) ? binaryName(code.packages[0]?.importPath ?? '') : null;
}

/** `filepath.Base(os.Args[0])` */
function isOwnName(expression: Expression, context: Context): boolean {
  if (expression.kind !== 'call') return false;
  const [path] = expression.args;
  const name = calleeName(context.code, expression.callee, context.site) ?? '';
  return /^path(?:\/filepath)?\.Base$/.test(name) && !!path && evaluate(path, context).by.includes(OWN_PATH);
}

import { inside } from '../code/code-index.ts';
import { type Context, evaluate, originOf, questionAt } from '../code/context.ts';
import { valueOrDuration } from '../values/durations.ts';
import { type Fallback, NO_FALLBACK } from './env-fallback.ts';
import type { FoundVariable } from './environment.ts';
import { kingpinVariables } from '../flags/kingpin-variables.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { possibleTexts } from '../values/possible-texts.ts';
import { prefixedFlags } from '../flags/prefixed-flags.ts';
import { hasHole } from '../values/setting.ts';
import { elementNamed, type Expression } from '../syntax/syntax.ts';
import { typeOf } from '../code/types.ts';
import type { Uses } from '../code/uses.ts';

/** Variables that libraries of command lines read for their flags. */
export function flagVariables(code: LinkedCode): FoundVariable[] {
  return [...literalFlags(code), ...kingpinVariables(code), ...prefixedFlags(code)];
}

const LITERAL_FLAG = /^(?:[\w.-]+\/)+(?:mow\.)?cli(?:\/\w+)?\.\w+(?:Flag|FlagBase|Opt|Arg)$/;

/** `cli.StringFlag{Name: "addr", EnvVars: []string{"ADDR"}}` of urfave/cli in all its versions and forks, and of mow.cli. */
function literalFlags(code: LinkedCode): FoundVariable[] {
  return code.gather(withSources).flatMap(({ expression, site, source }): FoundVariable[] => {
    const field = (name: string) => elementNamed(expression, name);
    if (!LITERAL_FLAG.test(typeOf(code, expression, site) ?? '')) return [];
    const context = questionAt(code, site);
    const names = namesIn(source, context);
    const value = field('Value');
    const required = field('Required');
    const isAlone = names.flat().length === 1 && !field('FilePath') && !readsFile(source);
    const must = required !== undefined && isAlone && evaluate(required, context).text === 'true';
    const type = /\.(\w+?)Flag(?:Base)?$/.exec(expression.type ?? '')?.[1]?.toLowerCase();
    const before = names[0]?.length === 1 ? names[0][0] : undefined;
    return names.flat().map((name) => ({
      ...{ name, site, at: expression, must },
      ...(before !== undefined && name !== before && { behind: before }),
      ...(type !== undefined && { type }),
      fallback: value ? fallbackIn(value, context) : NO_FALLBACK,
    }));
  });
}

function withSources({ composites }: Uses) {
  return composites.flatMap(({ expression, site }) => {
    const source = elementNamed(expression, 'EnvVars', 'EnvVar', 'Sources');
    return source ? [{ expression, site, source }] : [];
  });
}

/** `cli.NewValueSourceChain(cli.EnvVar("KEY"), cli.File("/run/key"))` */
function readsFile(source: Expression): boolean {
  return inside(source).some(
    (part) => part.kind === 'call' && part.callee.kind === 'select' && /^Files?$/.test(part.callee.name),
  );
}

function fallbackIn(value: Expression, context: Context): Fallback {
  const { text } = valueOrDuration(value, context);
  if (text === '' || (value.kind === 'name' && value.name === 'nil')) return NO_FALLBACK;
  return hasHole(text) ? { text: null, open: true } : { text, open: false };
}

/** Names in a list, in a text with commas, or in calls like `cli.EnvVars("A", "B")`: the one that goes before first, each as it may be. */
function namesIn(source: Expression, context: Context): string[][] {
  const origin = source.kind === 'composite' || source.kind === 'string' ? null : originOf(source, context);
  const made = origin?.expression ?? source;
  const there = origin?.context ?? context;
  if (made.kind === 'composite') return made.elements.flatMap(({ value }) => split(possibleTexts(value, there)));
  if (made.kind === 'call') {
    return made.args.flatMap((argument) => {
      return argument.kind === 'call' ? namesIn(argument, there) : split(possibleTexts(argument, there));
    });
  }
  return split(possibleTexts(made, there));
}

function split(texts: readonly { readonly text: string }[]): string[][] {
  const names = texts.map(({ text }) => text.split(/[,\s]+/).filter((name) => /^\w+$/.test(name)));
  const [only, ...others] = names;
  return only && others.length === 0 ? only.map((name) => [name]) : [names.flat()];
}

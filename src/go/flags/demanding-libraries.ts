import { type Command, commandBehind } from './commands.ts';
import { URFAVE_FLAG } from './command-line-flags.ts';
import { evaluate, originOf, questionAt } from '../code/context.ts';
import { perElement } from '../values/elements.ts';
import { isNamed, kingpinChain } from './kingpin-chain.ts';
import { kingpinCommand } from './kingpin-commands.ts';
import { KINGPINS } from '../libraries/server-types.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import type { Site } from '../code/code-index.ts';
import { type Call, elementNamed, type Expression, type Span } from '../syntax/syntax.ts';
import type { Guard } from '../syntax/walk-code.ts';
import { calleeName, typeOf } from '../code/types.ts';
import { isKnown } from '../values/setting.ts';

/** Where a flag is demanded. */
export interface Demand {
  readonly name: string;
  readonly at: Span;
  readonly site: Site;
}

/** Flags that libraries demand of a command, the first of `line`, or of those that hold it. */
export function flagsDemanded(code: LinkedCode, line: readonly Command[]): Demand[] {
  return [...markedFlags(code, line), ...literalFlags(code, line), ...chainedFlags(code, line)];
}

const COBRA = 'github.com/spf13/cobra';
const MARKS = ['MarkFlagRequired', 'MarkPersistentFlagRequired'];

/** `serve.MarkFlagRequired("upstream")`, `cobra.MarkFlagRequired(serve.Flags(), "upstream")` */
function markedFlags(code: LinkedCode, line: readonly Command[]): Demand[] {
  const commandOf = commandBehind(code, line);
  const marks = MARKS.flatMap((name) => code.calls(name));
  if (marks.length === 0 || setsFlags(code)) return [];
  return marks.flatMap(({ expression: call, site, guard }) => {
    const [set, argument] = markOf(calleeName(code, call.callee, site), call);
    const command = set && commandOf(set.of, site);
    const isAsked = command && (set.isPersistent ? line.includes(command) : command === line[0]);
    if (!isAsked || !argument || isConditional(guard)) return [];
    return perElement([argument], questionAt(code, site)).flatMap((context) => {
      const name = evaluate(argument, context);
      return isKnown(name) ? [{ name: name.text, at: call, site }] : [];
    });
  });
}

/** In a branch; a loop is none. */
export function isConditional(guard: Guard | null): boolean {
  for (let at = guard; at; at = at.outer) if (at.condition) return true;
  return false;
}

/** The command whose flag a call marks, and the name of the flag. */
function markOf(
  called: string | null,
  { callee, args }: Call,
): readonly [set: { readonly of: Expression; readonly isPersistent: boolean } | null, name: Expression | undefined] {
  const [first, second] = args;
  if (called === `${COBRA}.MarkFlagRequired`) {
    const made = first?.kind === 'call' && first.callee.kind === 'select' ? first.callee : null;
    return [made && { of: made.operand, isPersistent: made.name === 'PersistentFlags' }, second];
  }
  if (callee.kind !== 'select' || !called?.startsWith(`${COBRA}.Command.`)) return [null, undefined];
  return [{ of: callee.operand, isPersistent: callee.name === 'MarkPersistentFlagRequired' }, first];
}

/** Whether the program gives flags itself, as from a file of settings: what it was not called with may be there. */
export function setsFlags(code: LinkedCode): boolean {
  return code.calls('Set').some(({ expression: { callee }, site }) => {
    if (callee.kind !== 'select') return false;
    const called = calleeName(code, callee, site);
    if (called !== null) return /(?:^|\/)(?:flag|pflag)\.(?:\w+\.)?Set$/.test(called);
    const { operand } = callee;
    return operand.kind === 'select'
      ? operand.name === 'Value'
      : operand.kind === 'call' && operand.callee.kind === 'select' && operand.callee.name.endsWith('Flags');
  });
}

/** `Flags: []cli.Flag{&cli.StringFlag{Name: "upstream", Required: true}}` of urfave/cli, which variables and files give, too. */
function literalFlags(code: LinkedCode, line: readonly Command[]): Demand[] {
  return line.flatMap(({ composite, site }): Demand[] => {
    const list = composite && elementNamed(composite, 'Flags');
    const written = list && originOf(list, questionAt(code, site));
    if (written?.expression.kind !== 'composite') return [];
    return written.expression.elements.flatMap(({ value }): Demand[] => {
      const origin = originOf(value, written.context);
      if (origin?.expression.kind !== 'composite') return [];
      const { expression: flag, context } = origin;
      const isFlag = URFAVE_FLAG.test(typeOf(code, flag, context.site) ?? '');
      const isGiven = elementNamed(flag, 'EnvVars', 'EnvVar', 'Sources', 'FilePath') !== undefined;
      const [name, required] = [elementNamed(flag, 'Name'), elementNamed(flag, 'Required')];
      if (!isFlag || isGiven || !name || !required || evaluate(required, context).text !== 'true') return [];
      const { text } = evaluate(name, context);
      return [{ name: text.replace(/,.*/s, ''), at: flag, site: context.site }];
    });
  });
}

/** `serve.Flag("upstream", "…").Required().String()` of kingpin, which needs none with a default. */
function chainedFlags(code: LinkedCode, line: readonly Command[]): Demand[] {
  if (!KINGPINS.some((library) => code.externals.has(library)) || code.calls('DefaultEnvars').length > 0) return [];
  return code.calls('Flag').flatMap(({ expression: call, site, guard }): Demand[] => {
    const [argument] = call.args;
    const chain = kingpinChain(call, site);
    const isDemanded =
      chain.some((one) => isNamed(one, 'Required')) && !chain.some((one) => isNamed(one, 'Default', 'Envar'));
    if (!argument || call.args.length !== 2 || isConditional(guard) || !isDemanded || call.callee.kind !== 'select')
      return [];
    const command = kingpinCommand(call.callee.operand, site, code);
    const isAsked = command ? line.some(({ made }) => made === command) : isOfApplication(code, call, site);
    if (!isAsked) return [];
    return [{ name: evaluate(argument, questionAt(code, site)).text, at: call, site }];
  });
}

/** `kingpin.Flag(…)`, `app.Flag(…)`, and not that of whatever stands behind an interface. */
function isOfApplication(code: LinkedCode, { callee }: Call, site: Site): boolean {
  const called = calleeName(code, callee, site);
  return KINGPINS.some((library) => called === `${library}.Flag` || called === `${library}.Application.Flag`);
}

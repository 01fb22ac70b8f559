import type { FlagTable } from '../code/program-memory.ts';
import type { Site } from '../code/code-index.ts';
import { type Context, evaluate, originOf, questionAt } from '../code/context.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { flagDefinition } from './flag-definition.ts';
import { isKnown, same, type Setting, UNKNOWN, UNSET_TEXT, zeroOf } from '../values/setting.ts';
import { contextAt } from '../values/solver.ts';
import { elementNamed, type Call, type Composite, type Expression } from '../syntax/syntax.ts';
import { calleeName, typeOf } from '../code/types.ts';

export const URFAVE = String.raw`(?:github\.com/(?:urfave|codegangsta|minio|schollz)/cli|gopkg\.in/urfave/cli)`;
export const URFAVE_FLAG = new RegExp(`^${URFAVE}(?:/altsrc)?\\.(\\w*)Flag$`);
const URFAVE_READ = new RegExp(
  `^${URFAVE}\\.(?:Context|Command)\\.(?:Global)?(?:String|Int|Int64|Uint|Uint16|Uint64|Bool|Duration|Value|Generic|Path|StringSlice|IntSlice)$`,
);
const PFLAG_READ =
  /^github\.com\/spf13\/pflag\.FlagSet\.Get(?:String|Int|Int16|Int32|Int64|Uint|Uint16|Uint32|Uint64|Bool|Duration|Float64|IP|StringSlice|StringArray|IntSlice)$/;
const PFLAG_DEFINERS = [
  'String',
  'Int',
  'Int16',
  'Int32',
  'Int64',
  'Uint',
  'Uint16',
  'Uint32',
  'Uint64',
  'Bool',
  'Duration',
  'Float64',
  'IP',
  'StringSlice',
  'StringArray',
  'IntSlice',
].flatMap((kind) => ['', 'P', 'Var', 'VarP'].map((suffix) => kind + suffix));

/** `c.String("port")` of urfave/cli, `cmd.Flags().GetString("port")` of cobra; null for any other call. */
export function flagRead(called: string, { args }: Call, context: Context): Setting | null {
  const isUrfave = URFAVE_READ.test(called);
  const [argument] = args;
  if ((!isUrfave && !PFLAG_READ.test(called)) || !argument) return null;
  const name = evaluate(argument, context);
  if (!isKnown(name)) return null;
  return flagNamed(name.text, isUrfave ? urfaveFlags(context.code) : pflagFlags(context.code), context.code);
}

/** The kinds that readers of flags are called by: `String` of `c.String("port")` and `GetString`. */
const READ_KINDS = ['String', 'Int', 'Int64', 'Uint', 'Path', 'StringSlice'];

/** Calls that read a flag by its name. */
export function flagReads(code: LinkedCode): readonly { readonly expression: Call; readonly site: Site }[] {
  return READ_KINDS.flatMap((kind) => [kind, `Get${kind}`]).flatMap((name) =>
    code.calls(name).filter(({ expression, site }) => {
      const called = calleeName(code, expression.callee, site) ?? '';
      return URFAVE_READ.test(called) || PFLAG_READ.test(called);
    }),
  );
}

/** A flag of urfave/cli, whichever command has it; null where none has. */
export function urfaveFlag(name: string, code: LinkedCode): Setting | null {
  return flagNamed(name, urfaveFlags(code), code);
}

function flagNamed(name: string, table: FlagTable, code: LinkedCode): Setting | null {
  const definitions = table.get(name) ?? [];
  if (definitions.length === 0) return null;
  const values = definitions.map(({ expression, site }) => {
    const there = questionAt(code, site);
    return expression.kind === 'composite'
      ? commandLineFlag(expression, there)
      : definedValue(expression, calleeName(code, expression.callee, site), there);
  });
  return same(values.flatMap((value) => value ?? []));
}

const ASKS_WHETHER_SET = new RegExp(
  String.raw`^(?:github\.com/spf13/pflag\.FlagSet\.Changed|${URFAVE}\.(?:Context|Command)\.(?:Global)?IsSet)$`,
);

/** `c.IsSet("port")`, `cmd.Flags().Changed("port")`: not unless somebody gives the flag. Null for any other call. */
export function flagGiven(called: string, { args }: Call, context: Context): Setting | null {
  const [argument] = args;
  if (!ASKS_WHETHER_SET.test(called) || !argument) return null;
  const name = evaluate(argument, context);
  return { text: 'false', by: isKnown(name) ? [`flag:${name.text}`] : [] };
}

/** `&cli.StringFlag{Name: "port", Value: "8080", EnvVars: []string{"PORT"}}`; null for any other literal. */
export function commandLineFlag(literal: Composite, context: Context): Setting | null {
  const type = URFAVE_FLAG.exec(typeOf(context.code, literal, context.site) ?? '')?.[1];
  const name = type === undefined ? undefined : elementNamed(literal, 'Name');
  if (type === undefined || !name) return null;
  const names = evaluate(name, context);
  const value = elementNamed(literal, 'Value');
  const fallback = value ? listedValue(value, context) : type === 'String' ? null : zeroOf(type.toLowerCase());
  const variables = [
    ...texts(elementNamed(literal, 'EnvVars'), context),
    ...texts(elementNamed(literal, 'EnvVar'), context),
  ].concat(texts(elementNamed(literal, 'Sources'), context));
  const by = [
    ...(isKnown(names) ? [`flag:${firstName(names.text)}`] : []),
    ...variables.flatMap((text) => text.split(',')).map((variable) => `env:${variable.trim()}`),
    ...(fallback?.by ?? []),
  ];
  return { ...(fallback ?? { text: UNSET_TEXT }), by };
}

/** `cli.NewStringSlice(":80")` as the list that it makes. */
function listedValue(value: Expression, context: Context): Setting {
  const origin = value.kind === 'call' ? value : null;
  if (origin?.callee.kind !== 'select' || !/^New\w+Slice$/.test(origin.callee.name)) return evaluate(value, context);
  const [only, ...others] = origin.args;
  return only && others.length === 0 ? { ...evaluate(only, context), list: true } : UNKNOWN;
}

function definedValue(call: Call, called: string | null, context: Context): Setting | null {
  const flag = flagDefinition(called, call);
  if (!flag) return null;
  const name = evaluate(flag.name, context);
  const fallback = evaluate(flag.fallback, context);
  return { ...fallback, by: [...(isKnown(name) ? [`flag:${name.text}`] : []), ...fallback.by] };
}

function urfaveFlags(code: LinkedCode): FlagTable {
  const { memory } = code;
  return (memory.urfaveFlags ??= tableOf(
    code.composites().flatMap(({ expression, site }) => {
      if (!URFAVE_FLAG.test(typeOf(code, expression, site) ?? '')) return [];
      const name = elementNamed(expression, 'Name');
      return name ? [{ expression, site, name }] : [];
    }),
    code,
  ));
}

function pflagFlags(code: LinkedCode): FlagTable {
  const { memory } = code;
  return (memory.pflagFlags ??= tableOf(
    PFLAG_DEFINERS.flatMap((method) =>
      code.calls(method).flatMap(({ expression, site }) => {
        const flag = flagDefinition(calleeName(code, expression.callee, site), expression);
        return flag ? [{ expression, site, name: flag.name }] : [];
      }),
    ),
    code,
  ));
}

function tableOf(
  definitions: readonly { expression: Call | Composite; site: Site; name: Expression }[],
  code: LinkedCode,
): FlagTable {
  const table = new Map<string, { expression: Call | Composite; site: Site }[]>();
  const { steps } = code.memory;
  for (const { name, ...definition } of definitions) {
    const text = evaluate(name, contextAt(code, definition.site));
    if (!isKnown(text)) continue;
    const key = firstName(text.text);
    const known = table.get(key);
    if (known) known.push(definition);
    else table.set(key, [definition]);
  }
  code.memory.steps = steps;
  return table;
}

/** `port, p` of urfave/cli v1: the flag and its short name. */
function firstName(names: string): string {
  return names.replace(/,.*$/s, '').trim();
}

/** Texts in a list, a text by itself, or the arguments of `cli.EnvVars("A", "B")`. */
export function texts(expression: Expression | undefined, context: Context): string[] {
  if (!expression) return [];
  const isMade = expression.kind === 'name' || expression.kind === 'call';
  const origin = isMade ? originOf(expression, context) : { expression, context };
  if (!origin) return [];
  const made = origin.expression;
  if (made.kind === 'composite') return made.elements.flatMap(({ value }) => texts(value, origin.context));
  if (made.kind === 'call') return made.args.flatMap((argument) => texts(argument, origin.context));
  const value = evaluate(made, origin.context);
  return isKnown(value) ? [value.text] : [];
}

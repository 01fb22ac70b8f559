import { KONG } from './flag-prefixes.ts';
import { find } from '../code/bindings.ts';
import type { Site, Use } from '../code/code-index.ts';
import { evaluate, originOf, questionAt } from '../code/context.ts';
import type { DeclaredType, FunctionSite } from '../code/declared.ts';
import { keyed } from '../values/field-values.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { returnsIn } from '../code/returns.ts';
import { isKnown } from '../values/setting.ts';
import { tagValue, wordsOf } from '../syntax/struct-tags.ts';
import type { Call, Composite, Expression, GoFunction, Span, StructField } from '../syntax/syntax.ts';
import { calleeName, resolveType, typeOf } from '../code/types.ts';
import type { Uses } from '../code/uses.ts';

/** A command that is found by another way than as a literal of a library. */
export interface OwnCommand {
  readonly span: Span;
  readonly site: Site;
  readonly name: string;
  readonly runs: Expression | null;
  /** The method that a library calls. */
  readonly method: FunctionSite | null;
  /** It is a branch of its function: `case "serve":`. */
  readonly branch?: true;
  /** It is what stands behind the flags: `flag.Arg(0)`. */
  readonly afterFlags?: true;
  /** The call that makes it, where commands lie in what others return: `app.Command("get", "…").Command("user", "…")`. */
  readonly made?: Call;
}

const NAMES = /^(?:name|cmd|command|use|usage|usageline)$/i;
const RUNS = /^(?:run|rune|runfunc|func|fn|exec|execute|action|handler|handle|main)$/i;
const FACTORIES = /^map\[string\](\w+)\.CommandFactory$/;
const CLIS: ReadonlySet<string | undefined> = new Set(['github.com/mitchellh/cli', 'github.com/hashicorp/cli']);

/**
 * Commands of a program's own table (`{name: "serve", run: serve}`, looked up by what is typed), branches for what is typed
 * (`switch os.Args[1] { case "serve": … }`), those in maps of factories, and fields that kong makes commands of.
 */
export function ownCommands(code: LinkedCode): OwnCommand[] {
  const isAsked = readsArguments(code);
  const named = isAsked ? namedCommands(code) : [];
  const tables = isAsked ? tableCommands(code) : [];
  return [
    ...named,
    // What a map names has that name.
    ...tables.filter(({ span }) => !named.some((one) => one.span === span)),
    ...typedCommands(code),
    ...factoryCommands(code),
    ...(code.externals.has(KONG) ? fieldCommands(code) : []),
  ];
}

/** Whether it looks at what it was called with beyond its flags. */
export function readsArguments(code: LinkedCode): boolean {
  return ['Args', 'Arg'].some((name) =>
    [...code.calls(name), ...code.methodValues(name)].some(({ expression, site }) => {
      const named = expression.kind === 'call' ? expression.callee : expression;
      return /^(?:os\.Args|flag\.(?:FlagSet\.)?Args?)$/.test(calleeName(code, named, site) ?? '');
    }),
  );
}

function tableCommands(code: LinkedCode): OwnCommand[] {
  const shapes = new Map<string, { name: StructField; runs: StructField } | null>();
  const shapeOf = (type: string) => {
    const known = shapes.get(type);
    if (known !== undefined) return known;
    const fields = code.types.get(type)?.declaration.fields ?? [];
    const name = fields.find((field) => NAMES.test(field.name) && field.type === 'string');
    const runs = fields.find((field) => RUNS.test(field.name) && field.type.startsWith('func('));
    const shape = name && runs ? { name, runs } : null;
    shapes.set(type, shape);
    return shape;
  };
  const found = code.composites().flatMap(({ expression, site }: Use<Composite>): (OwnCommand & { type: string })[] => {
    const type = expression.elements.length > 1 ? typeOf(code, expression, site) : null;
    const shape = type === null ? null : shapeOf(type);
    if (type === null || !shape) return [];
    const context = questionAt(code, site);
    const name = keyed(expression, shape.name.name, { owner: type, field: shape.name }, context);
    const runs = keyed(expression, shape.runs.name, { owner: type, field: shape.runs }, context);
    const word = name && firstWord(name, site, code);
    return word && runs ? [{ span: expression, site, name: word, runs, method: null, type }] : [];
  });
  // One alone is no table.
  return found.filter(({ type }) => found.filter((other) => other.type === type).length > 1);
}

/** `map[string]*command{"serve": serve.Command, …}`, where a field of the type is what a command runs. */
function namedCommands(code: LinkedCode): OwnCommand[] {
  return code.composites().flatMap(({ expression, site }): OwnCommand[] => {
    const written = /^map\[string\]\*?([\w.]+)$/.exec(expression.type ?? '')?.[1];
    if (written === undefined || expression.elements.length < 2) return [];
    const type = resolveType(code, written, site.file, site.pkg.importPath);
    const fields = (type !== null && code.types.get(type)?.declaration.fields) || [];
    const field = fields.find((one) => RUNS.test(one.name) && one.type.startsWith('func('));
    if (type === null || !field) return [];
    return expression.elements.flatMap(({ key, value }): OwnCommand[] => {
      const word = key && firstWord(key, site, code);
      const origin = originOf(value, questionAt(code, site));
      if (!word || origin?.expression.kind !== 'composite') return [];
      const runs = keyed(origin.expression, field.name, { owner: type, field }, origin.context);
      return runs ? [{ span: origin.expression, site: origin.context.site, name: word, runs, method: null }] : [];
    });
  });
}

function typedCommands(code: LinkedCode): OwnCommand[] {
  // Flags of a set of its own stand behind the command.
  const hasSets = code.calls('NewFlagSet').length > 0;
  return code.gather(comparedWords).flatMap(({ left, right, span, site }): OwnCommand[] => {
    const by = typedBy(left, site, code);
    const word = by === null ? null : firstWord(right, site, code);
    const isLast = by === 'flag' && !hasSets;
    return word
      ? [{ span, site, name: word, runs: null, method: null, branch: true, ...(isLast && { afterFlags: true }) }]
      : [];
  });
}

/** `x == "word"` of branches. */
function comparedWords({ conditions }: Uses) {
  return conditions.flatMap(({ statement: { condition, thenSpan: span }, site }) => {
    if (condition?.kind !== 'binary' || condition.operator !== '==') return [];
    const { left, right } = condition;
    return right.kind === 'string' && right.value !== '' ? [{ left, right, span, site }] : [];
  });
}

/** Who reads it: `os.Args[1]`, `flag.Arg(0)`, kong's `ctx.Command()`, or a name for one of them that is never given anything else. */
function typedBy(expression: Expression, site: Site, code: LinkedCode, depth = 0): 'os' | 'flag' | 'kong' | null {
  if (expression.kind === 'index') {
    const { operand, index } = expression;
    const isFirst = calleeName(code, operand, site) === 'os.Args' && index.kind === 'number' && index.value === 1;
    return isFirst ? 'os' : null;
  }
  if (expression.kind === 'call' && expression.callee.kind === 'select') {
    const { callee, args } = expression;
    const [first] = args;
    if (callee.name === 'Command' && args.length === 0) return code.externals.has(KONG) ? 'kong' : null;
    const isFirst = calleeName(code, callee, site) === 'flag.Arg' && first?.kind === 'number' && first.value === 0;
    return isFirst ? 'flag' : null;
  }
  const declaration =
    expression.kind === 'name' && site.fn && depth === 0
      ? find(code.bindings(site.fn), expression.name, expression.start)
      : undefined;
  if (declaration?.source.kind !== 'value' || declaration.assignments.length > 0) return null;
  return typedBy(declaration.source.expression, site, code, depth + 1);
}

/** Of a value, or of what a function returns as the library's interface. */
function runMethod(code: LinkedCode, made: Expression, site: Site): FunctionSite | undefined {
  const methodOf = (expression: Expression, at: Site) =>
    code.functions.get(`${typeOf(code, expression, at) ?? ''}.Run`);
  const direct = methodOf(made, site);
  if (direct) return direct;
  const origin = originOf(made, questionAt(code, site));
  return origin ? methodOf(origin.expression, origin.context.site) : undefined;
}

/** Of what a function makes. */
export function runMethodMade(code: LinkedCode, fn: GoFunction, site: Site): FunctionSite | null {
  const made = returnsIn(code, fn).flatMap(({ statement: { values } }) => values[0] ?? []);
  return made.flatMap((one) => runMethod(code, one, site) ?? [])[0] ?? null;
}

/** `map[string]cli.CommandFactory{"agent": func() (cli.Command, error) { return &agent{}, nil }}` */
function factoryCommands(code: LinkedCode): OwnCommand[] {
  return code.composites().flatMap(({ expression, site }): OwnCommand[] => {
    const library = FACTORIES.exec(expression.type ?? '')?.[1];
    if (library === undefined || !CLIS.has(code.importNamed(site.file, library))) return [];
    return expression.elements.flatMap(({ key, value }): OwnCommand[] => {
      const word = key && firstWord(key, site, code);
      if (!word || value.kind !== 'function') return [];
      const method = runMethodMade(code, value.function, { ...site, fn: site.fn ?? value.function });
      return method ? [{ span: value, site, name: word, runs: value, method }] : [];
    });
  });
}

/** `Serve ServeCmd `cmd:""``, whose type has a method Run. */
function fieldCommands(code: LinkedCode): OwnCommand[] {
  return [...code.types.values()].flatMap(({ declaration, site }: DeclaredType) =>
    declaration.fields.flatMap((field): OwnCommand[] => {
      if (tagValue(field.tag, 'cmd') === null) return [];
      const type = resolveType(code, field.type, site.file, site.pkg.importPath);
      const method = type === null ? undefined : code.functions.get(`${type}.Run`);
      if (!method) return [];
      // What runs where no command is given is the program as it is.
      const isDefault = tagValue(field.tag, 'default') !== null;
      const name = isDefault ? '' : (tagValue(field.tag, 'name') ?? wordsOf(field.name).join('-').toLowerCase());
      return [{ span: field, site, name, runs: null, method }];
    }),
  );
}

/** The word that is typed; null for whatever cannot be one. */
function firstWord(name: Expression, site: Site, code: LinkedCode): string | null {
  const text = evaluate(name, questionAt(code, site));
  const [word = ''] = isKnown(text) ? text.text.split(' ') : [];
  return /^[a-z][\w:-]*$/.test(word) ? word : null;
}

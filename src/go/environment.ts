import { find } from './bindings.ts';
import { readsEnvironment } from './call-values.ts';
import type { Site, Use } from './code-index.ts';
import { evaluate, functionCalled } from './context.ts';
import { taggedVariables } from './env-tags.ts';
import type { LinkedCode } from './linked-code.ts';
import type { EnvVariable, Listener } from './project.ts';
import { requirements } from './requirements.ts';
import { isSecretName } from './secret-names.ts';
import { hasHole, isKnown, known, parameterIndex, type Setting, UNKNOWN } from './setting.ts';
import { contextAt } from './solver.ts';
import { placeOf } from './source-file.ts';
import type { Call, Expression, GoFunction } from './syntax.ts';
import { calleeName } from './types.ts';
import { viperCalls } from './viper.ts';

/** Every variable that the program reads, in the order of the files, once for each place. */
export function findEnvironment(code: LinkedCode, listens: readonly Listener[]): EnvVariable[] {
  const { required, optional } = requirements(code);
  const found: EnvVariable[] = [];
  const add = (
    site: Site,
    at: { start: number; end: number },
    name: string,
    fallback: string | null,
    must: boolean,
  ) => {
    if (!/^[^\s=\0]+$/.test(name)) return;
    const needed = fallback !== null ? false : must || required.has(name) ? true : optional.has(name) ? false : null;
    const certainty = fallback === null ? 'known' : 'default';
    const secret = isSecretName(name, fallback);
    found.push({ ...placeOf(site.file, at), name, secret, required: needed, default: fallback, certainty });
  };
  for (const { expression, site, helper } of reads(code)) {
    const name = nameRead(code, expression, site, helper);
    if (name !== null) add(site, expression, name, defaultOf(code, expression, site, name), false);
  }
  const [main] = code.packages;
  const [file] = main?.files ?? [];
  if (!main || !file) return found;
  const context = contextAt(code, { pkg: main, file, fn: null });
  for (const { name, fallback, required: must, field, site } of taggedVariables(context)) {
    add(site, field, name, fallback, must);
  }
  for (const { call, values, site } of viperCalls('BindEnv', context)) {
    for (const { text } of boundNames(values)) add(site, call, text, viperDefault(code, values[0], site), false);
  }
  for (const listener of listens) {
    // gin's Run() reads PORT by itself: no call of the program names it.
    for (const setting of listener.configuredBy) {
      const name = setting.startsWith('env:') ? setting.slice('env:'.length) : null;
      const site = main.files.find(({ path }) => path === listener.file);
      if (name === null || !site || found.some((variable) => variable.name === name)) continue;
      const port = listener.port === null ? null : String(listener.port);
      add({ pkg: main, file: site, fn: null }, listener, name, port, false);
    }
  }
  return found.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.start - b.start));
}

interface Read extends Use<Call> {
  /** The helper that the call goes to, and which parameter names the variable; null for the standard library. */
  readonly helper: number | null;
}

/** Calls of `os.Getenv` and its kin, and of functions that hand a parameter to them. */
function reads(code: LinkedCode): Read[] {
  const helpers = helpersOf(code);
  const direct = ['Getenv', 'LookupEnv'].flatMap((name) =>
    code
      .calls(name)
      .filter(({ expression, site }) => readsEnvironment(calleeName(code, expression.callee, site)))
      .map((use) => ({ ...use, helper: null })),
  );
  const indirect = [...new Set([...helpers.keys()].map(({ name }) => name))].flatMap((name) =>
    code.calls(name).flatMap((use): Read[] => {
      const target = functionCalled(contextAt(code, use.site), use.expression);
      const helper = target ? helpers.get(target.fn) : undefined;
      return helper === undefined ? [] : [{ ...use, helper }];
    }),
  );
  return [...direct, ...indirect];
}

/** Functions that read the variable which a parameter names, directly or through each other. */
function helpersOf(code: LinkedCode): ReadonlyMap<GoFunction, number> {
  const helpers = new Map<GoFunction, number>();
  const note = ({ expression, site }: Use<Call>, index: number): boolean => {
    const argument = expression.args[index];
    if (!argument || !site.fn || helpers.has(site.fn)) return false;
    const value = evaluate(argument, contextAt(code, site, { kind: 'symbols', fn: site.fn }));
    const parameter = parameterIndex(value.text);
    if (parameter === null || parameter < 0) return false;
    helpers.set(site.fn, parameter);
    return true;
  };
  for (const name of ['Getenv', 'LookupEnv']) {
    for (const use of code.calls(name)) {
      if (readsEnvironment(calleeName(code, use.expression.callee, use.site))) note(use, 0);
    }
  }
  for (let changed = helpers.size > 0, round = 0; changed && round < 5; round++) {
    changed = false;
    for (const [fn, index] of [...helpers]) {
      for (const use of code.calls(fn.name)) {
        if (functionCalled(contextAt(code, use.site), use.expression)?.fn === fn && note(use, index)) changed = true;
      }
    }
  }
  return helpers;
}

function nameRead(code: LinkedCode, call: Call, site: Site, helper: number | null): string | null {
  const argument = call.args[helper ?? 0];
  if (!argument) return null;
  const frame = site.fn ? ({ kind: 'symbols', fn: site.fn } as const) : null;
  const value = evaluate(argument, contextAt(code, site, frame));
  return isKnown(value) ? value.text : null;
}

/** The default that the source gives a variable: where its value ends up, without holes, and only through this variable. */
function defaultOf(code: LinkedCode, call: Call, site: Site, name: string): string | null {
  for (const { value } of sinks(code, call, site)) {
    const own =
      value.by.includes(`env:${name}`) && value.by.filter((setting) => setting.startsWith('env:')).length === 1;
    if (own && !hasHole(value.text) && value.text !== '') return value.text;
  }
  return null;
}

/** The call's own value, then that of what it is handed to or assigned to, at the end of the name's life. */
function* sinks(code: LinkedCode, call: Call, site: Site): Generator<{ value: Setting }> {
  const frame = site.fn ? ({ kind: 'symbols', fn: site.fn } as const) : null;
  const value = (expression: Expression) => evaluate(expression, contextAt(code, site, frame));
  let outermost: Expression = call;
  yield { value: value(call) };
  for (let parent = site.pkg.parents.get(call); parent?.kind === 'call'; parent = site.pkg.parents.get(parent)) {
    const outer = value(parent);
    // Only calls that hand the value through: `strconv.Atoi(os.Getenv("PORT"))`, `cmp.Or(os.Getenv("PORT"), "8080")`.
    if (outer.by.length === 0) break;
    yield { value: outer };
    outermost = parent;
  }
  const statement = site.pkg.statements.get(outermost);
  if (statement?.kind !== 'assign') return;
  const position = statement.right.length === statement.left.length ? statement.right.indexOf(outermost) : 0;
  const target = statement.left[position];
  if (target?.kind === 'select') yield { value: value({ ...target, start: site.fn?.end ?? target.end }) };
  if (target?.kind !== 'name' || !site.fn) return;
  const end = nameAtEnd(code, site.fn, target.name, statement.end);
  if (!end) return;
  yield { value: value(end) };
  // `if v := os.Getenv("PORT"); v != "" { port = v }`
  for (const other of reassigned(code, site.fn, target.name, statement.end)) yield { value: value(other) };
}

function nameAtEnd(code: LinkedCode, fn: GoFunction, name: string, offset: number): Expression | null {
  const declaration = find(code.bindings(fn), name, offset);
  return declaration ? { kind: 'name', name, start: declaration.scope.end, end: declaration.scope.end } : null;
}

/** Names that a local value is assigned to, as they are at the end of their life. */
function reassigned(code: LinkedCode, fn: GoFunction, name: string, offset: number): Expression[] {
  const own = find(code.bindings(fn), name, offset);
  return [...code.bindings(fn).values()].flat().flatMap((declaration) => {
    const takes = declaration.assignments.some(
      ({ expression }) =>
        expression.kind === 'name' &&
        expression.name === name &&
        find(code.bindings(fn), name, expression.start) === own,
    );
    return takes && own
      ? [{ kind: 'name', name: declaration.name, start: declaration.scope.end, end: declaration.scope.end }]
      : [];
  });
}

function boundNames(values: readonly Setting[]): Setting[] {
  const [key, ...names] = values;
  if (names.length > 0) return names.filter(isKnown);
  return key && isKnown(key) ? [known(key.text.toUpperCase())] : [];
}

function viperDefault(code: LinkedCode, key: Setting | undefined, site: Site): string | null {
  if (!key || !isKnown(key)) return null;
  const set = viperCalls('SetDefault', contextAt(code, site)).filter(({ values }) => values[0]?.text === key.text);
  const value = set[0]?.values[1] ?? UNKNOWN;
  return set.length === 1 && isKnown(value) ? value.text : null;
}

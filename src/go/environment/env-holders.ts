import { callersOf } from '../code/callers.ts';
import { ENV_READER_NAMES, ENV_READERS } from './env-readers.ts';
import type { EnvRead } from './env-reads.ts';
import { NO_VARIABLES, taggedVariables } from './env-tags.ts';
import { koanfBindings } from './koanf.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import type { Site, Use } from '../code/code-index.ts';
import type { Call, Composite, Expression, GoFunction } from '../syntax/syntax.ts';
import { calleeName } from '../code/types.ts';
import { viperFilled } from './viper-fields.ts';

const MOST_HOLDERS = 3000;

/**
 * Names that values of variables may go by: those that they are assigned to, fields, parameters and functions that return
 * them. Only what ends in such a name is asked for what gives it its value.
 */
export function holdersOf(code: LinkedCode, reads: readonly EnvRead[]): ReadonlySet<string> {
  const names = new Set<string>(['Getenv', 'LookupEnv', 'ok', 'found', 'exists']);
  for (const { field } of code.once(taggedVariables, NO_VARIABLES)) names.add(field.name);
  for (const field of viperFilled(code)) names.add(field.name);
  for (const { at } of koanfBindings(code)) if ('name' in at && typeof at.name === 'string') names.add(at.name);
  return namesAfter(code, names, [
    ...reads.map(({ call, site }) => ({ expression: call, site })),
    ...[...ENV_READER_NAMES].flatMap((name) => code.calls(name).filter((use) => isReader(code, use))),
  ]);
}

interface Valued {
  readonly expression: Expression;
  readonly site: Site;
}

/** The names, and those that the values of these expressions may go by. */
export function namesAfter(code: LinkedCode, known: Iterable<string>, values: readonly Valued[]): ReadonlySet<string> {
  const names = new Set(known);
  const queue = [...values];
  const seen = new Set<Expression>();
  const add = (name: string) => {
    if (names.has(name) || name === '') return;
    names.add(name);
  };
  for (let next = queue.pop(); next && names.size < MOST_HOLDERS; next = queue.pop()) {
    const { expression, site } = next;
    if (seen.has(expression)) continue;
    seen.add(expression);
    let outer = expression;
    for (let parent = site.pkg.parentOf(outer, site); parent; parent = site.pkg.parentOf(outer, site)) {
      if (parent.kind === 'composite') addKey(parent, outer);
      if (parent.kind === 'call') addParameter(parent, outer, site);
      outer = parent;
    }
    const statement = site.pkg.statementOf(outer, site);
    if (statement?.kind === 'return' && site.fn) {
      queue.push(...callersOf(code, { ...site, fn: site.fn }));
      add(site.fn.name);
    }
    if (statement?.kind === 'assign') for (const target of statement.left) add(nameOf(target));
    if (!statement && site.fn) {
      for (const { name, source } of [...code.bindings(site.fn).values()].flat()) {
        if (source.kind === 'value' && source.expression === outer) add(name);
      }
    }
    if (!statement && !site.fn) {
      for (const { names: own, values } of site.file.values) if (values.includes(outer)) own.forEach(add);
    }
  }
  return names;

  function addKey({ elements }: Composite, inner: Expression) {
    const key = elements.find(({ value }) => value === inner)?.key;
    if (key) add(nameOf(key));
  }

  function addParameter(call: Call, inner: Expression, site: Site) {
    const position = call.args.indexOf(inner);
    if (position < 0) return;
    const called = calleeName(code, call.callee, site);
    const known = called === null ? undefined : code.functions.get(called);
    const targets = known ? [known.fn] : (code.once(functionsByName, NO_FUNCTIONS).get(nameOf(call.callee)) ?? []);
    for (const fn of targets) add(fn.parameters[position]?.name ?? '');
  }
}

/** Libraries whose settings variables may give. */
const SETTINGS = /^github\.com\/(?:spf13\/viper|knadh\/koanf|urfave\/cli)[./]/;

/** Whether a call of a reader's name is one, or one of settings: tables have a method `Get`, too. */
function isReader(code: LinkedCode, { expression, site }: Use<Call>): boolean {
  const name = calleeName(code, expression.callee, site);
  return name !== null && (ENV_READERS.has(name) || SETTINGS.test(name));
}

const NO_FUNCTIONS: ReadonlyMap<string, GoFunction[]> = new Map();

function functionsByName(code: LinkedCode): ReadonlyMap<string, GoFunction[]> {
  const found = new Map<string, GoFunction[]>();
  for (const { fn } of code.functions.values()) {
    const known = found.get(fn.name);
    if (known) known.push(fn);
    else found.set(fn.name, [fn]);
  }
  return found;
}

export function nameOf(expression: Expression): string {
  return expression.kind === 'name' || expression.kind === 'select' ? expression.name : '';
}

import { find } from '../code/bindings.ts';
import { inside, type Site, type Use } from '../code/code-index.ts';
import { type Context, evaluate, originsOf } from '../code/context.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { possibleValues } from '../values/possible-values.ts';
import { restOfOpen } from './file-paths.ts';
import { hasHole, OWN_PATH, UNSET_TEXT } from '../values/setting.ts';
import { contextAt } from '../values/solver.ts';
import type { Call, Expression } from '../syntax/syntax.ts';
import { compositesOf } from '../code/typed-composites.ts';
import { calleeName, typeOf } from '../code/types.ts';
import type { Guard } from '../syntax/walk-code.ts';

/** A path in the program's source that it opens when it runs. */
export interface UsedPath {
  readonly text: string;
  /** A setting may name another one. */
  readonly changeable: boolean;
  /** The settings that may; absent: not all of them are known. */
  readonly configuredBy?: readonly string[];
  /** It is one of several, or what lies in a folder that is not in sight: that something lies there must show that it is meant. */
  readonly isOpen?: true;
  /** It lies in the folder that a setting names, and where the program runs if nobody sets it. */
  readonly isInUnset?: true;
  readonly expression: Expression;
  readonly site: Site;
  /** It is looked for where the program itself lies. */
  readonly isBeside?: true;
  /** It need not be there, unless the program ends without it. */
  readonly isOptional?: true;
  /** What opens it goes on without it, and says nothing. */
  readonly isPassed?: true;
  /** What opens it; absent of what a library looks for by itself. */
  readonly call?: Use;
}

/** The paths that an argument may be. */
export function* pathsOf(expression: Expression, context: Context): Generator<UsedPath> {
  for (const value of possibleValues(expression, context, { atTimes: true })) {
    const isBeside = value.setting.by.includes(OWN_PATH);
    const by = value.setting.by.filter((setting) => setting !== OWN_PATH);
    // A folder that is not configured is that in which the program runs.
    const rest = restOfOpen(value.setting.text);
    const text = rest ?? value.setting.text;
    const isOpen = rest !== null || value.atTimes === true;
    const isInUnset = rest !== null && value.setting.text === `${UNSET_TEXT}/${rest}`;
    yield {
      text,
      changeable: isChangeable(text, by),
      ...settingsThatName(text, by),
      expression: value.expression,
      site: value.context.site,
      ...(isOpen && { isOpen }),
      ...(isInUnset && { isInUnset }),
      ...(isBeside && { isBeside }),
    };
  }
}

/** Calls of the table's functions, by their last names. */
export function* callsOf(
  code: LinkedCode,
  table: ReadonlyMap<string, unknown> | ReadonlySet<string>,
): Generator<{ name: string; call: Call; site: Site; guard: Guard | null }> {
  const names = new Set([...table.keys()].map((name) => name.slice(name.lastIndexOf('.') + 1)));
  for (const last of names) {
    for (const { expression, site, guard } of code.calls(last)) {
      const name = calleeName(code, expression.callee, site);
      if (name !== null && table.has(name)) yield { name, call: expression, site, guard };
    }
  }
}

/** Values that literals of a struct give these fields. */
export function* fieldsOf(
  code: LinkedCode,
  type: string,
  fields: readonly string[],
): Generator<{ field: string; value: Expression; site: Site; guard: Guard | null }> {
  const last = type.slice(type.lastIndexOf('.') + 1);
  for (const { expression, site, guard } of compositesOf(type, code)) {
    if (expression.type?.endsWith(last) !== true) continue;
    for (const { key, value } of expression.elements) {
      if (key?.kind === 'name' && fields.includes(key.name)) yield { field: key.name, value, site, guard };
    }
  }
  const folder = type.slice(0, type.lastIndexOf('.'));
  // A package above may have another name for the type.
  if (![...code.externals].some((path) => path === folder || folder.startsWith(`${path}/`))) return;
  for (const field of fields) {
    for (const { target, expression: value, byAddress, site, guard } of code.fieldAssignments(field)) {
      if (!byAddress && typeOf(code, target.operand, site) === type) yield { field, value, site, guard };
    }
  }
}

/** Whether `os.OpenFile` is given a flag that writes; null where the source does not decide. */
export function opensToWrite(flags: Expression, { code, site }: Context): boolean | null {
  const named = flags.kind === 'name' && site.fn ? find(code.bindings(site.fn), flags.name, flags.start) : undefined;
  if (named?.source.kind === 'parameter') return givenToWrite(flags, contextAt(code, site));
  const made = named
    ? [
        ...(named.source.kind === 'value' ? [named.source.expression] : []),
        ...named.assignments.map((one) => one.expression),
      ]
    : [flags];
  const parts = made.flatMap((expression) => inside(expression));
  const names = parts.flatMap((part) => (part.kind === 'select' ? [part.name] : []));
  if (names.some((name) => /^O_(?:CREATE?|WRONLY|RDWR|APPEND|TRUNC)$/.test(name))) return true;
  if (names.includes('O_RDONLY')) return false;
  return evaluate(flags, contextAt(code, site)).text === '0' ? false : null;
}

/** The same of flags that callers give: null where they differ, or where one of them is not in sight. */
function givenToWrite(flags: Expression, context: Context): boolean | null {
  const given = originsOf(flags, context).map((one) =>
    one && one.expression !== flags && one.expression.kind !== 'name'
      ? opensToWrite(one.expression, one.context)
      : null,
  );
  const [first = null] = given;
  return given.every((one) => one === first) ? first : null;
}

/** Whether a setting may name another path; what an argument adds to a folder does not name another folder. */
export function isChangeable(text: string, by: readonly string[]): boolean {
  return by.some((setting) => !hasHole(text) || !setting.startsWith('arg:'));
}

/** The settings that a path is the default of; none where the source does not decide all of either. */
export function settingsThatName(text: string, by: readonly string[]): { readonly configuredBy?: readonly string[] } {
  return by.length === 0 || hasHole(text) || by.some(hasHole) ? {} : { configuredBy: by };
}

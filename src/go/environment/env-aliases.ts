import type { Site, Use } from '../code/code-index.ts';
import { ENV_READER_NAMES, ENV_READERS } from './env-readers.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import type { Call, Expression, GoFunction } from '../syntax/syntax.ts';
import { calleeName } from '../code/types.ts';
import { walkFunction } from '../syntax/walk-code.ts';

/**
 * Names under which readers of variables go as values: parameters, variables and fields that `os.Getenv` is given to,
 * by itself or through another of them.
 */
export function readerNames(code: LinkedCode): ReadonlySet<string> {
  const names = new Set<string>();
  const passedIn = new Map<GoFunction, Set<string>>();
  const queue: { expression: Expression; site: Site }[] = [];
  for (const name of ENV_READER_NAMES) {
    queue.push(...code.methodValues(name).filter((use) => isReader(code, use)));
  }
  for (let use = queue.pop(); use && names.size < 50; use = queue.pop()) {
    const { expression, site } = use;
    const parent = site.pkg.parentOf(expression, site);
    if (parent?.kind === 'call') passTo(parent, expression, site);
    else if (parent?.kind === 'composite') {
      const key = parent.elements.find(({ value }) => value === expression)?.key;
      if (key?.kind === 'name') names.add(key.name);
    } else for (const name of namesGiven(code, expression, site)) names.add(name);
  }
  return names;

  function passTo(call: Call, argument: Expression, site: Site) {
    const target = code.functions.get(calleeName(code, call.callee, site) ?? '');
    const parameter = target?.fn.parameters[call.args.indexOf(argument)]?.name;
    if (!target || parameter === undefined) return;
    const known = passedIn.get(target.fn) ?? new Set();
    if (known.has(parameter)) return;
    passedIn.set(target.fn, known.add(parameter));
    names.add(parameter);
    walkFunction(target.fn, {
      expression(expression, parent) {
        const isCallee = parent?.kind === 'call' && parent.callee === expression;
        if (expression.kind === 'name' && expression.name === parameter && !isCallee) {
          queue.push({ expression, site: target });
        }
      },
    });
  }
}

function isReader(code: LinkedCode, { expression, site }: Use): boolean {
  return ENV_READERS.has(calleeName(code, expression, site) ?? '');
}

/** `getenv := os.Getenv`, `var getenv = os.Getenv`, `c.getenv = os.Getenv`. */
function namesGiven(code: LinkedCode, value: Expression, site: Site): string[] {
  const { fn, pkg } = site;
  const statement = pkg.statementOf(value, site);
  if (statement?.kind === 'assign') {
    const target = statement.left[statement.right.indexOf(value)];
    return target?.kind === 'name' || target?.kind === 'select' ? [target.name] : [];
  }
  if (fn) {
    const declared = [...code.bindings(fn).values()].flat();
    return declared.flatMap(({ name, source }) =>
      source.kind === 'value' && source.expression === value ? [name] : [],
    );
  }
  const declarations = pkg.files.flatMap(({ values }) => values);
  return declarations.flatMap(({ names, values }) => names[values.indexOf(value)] ?? []);
}

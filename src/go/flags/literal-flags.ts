import { texts, URFAVE, URFAVE_FLAG } from './command-line-flags.ts';
import { evaluate, type Origin, originOf, questionAt } from '../code/context.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { flagOf, type Shown } from './shown-flags.ts';
import type { ProgramFlag } from '../project.ts';
import { isKnown } from '../values/setting.ts';
import { elementNamed } from '../syntax/syntax.ts';
import { calleeName, typeOf } from '../code/types.ts';

const LIST = /^\[\](?:\w+\.)?Flag$/;
const LIBRARY = new RegExp(`^${URFAVE}`);

/** A literal, or what the library makes of one. */
function isShown(origin: Origin | null): boolean {
  if (origin?.expression.kind === 'composite') return true;
  if (origin?.expression.kind !== 'call') return false;
  const { code, site } = origin.context;
  return LIBRARY.test(calleeName(code, origin.expression.callee, site) ?? '');
}

/** `&cli.StringFlag{Name: "listen", Aliases: []string{"l"}}` */
export function literalFlags(code: LinkedCode): Shown {
  if (![...code.externals].some((path) => LIBRARY.test(path))) return [];
  const found: ProgramFlag[] = [];
  for (const { expression, site } of code.composites()) {
    const context = questionAt(code, site);
    if (LIST.test(expression.type ?? '')) {
      // What another module makes has a name that is not seen here.
      if (!expression.elements.every(({ value }) => isShown(originOf(value, context)))) return null;
      continue;
    }
    const kind = URFAVE_FLAG.exec(typeOf(code, expression, site) ?? '')?.[1];
    if (kind === undefined) continue;
    const written = elementNamed(expression, 'Name');
    const name = written ? evaluate(written, context) : null;
    if (!name || !isKnown(name)) return null;
    const aliases = elementNamed(expression, 'Aliases');
    const others = texts(aliases, context);
    if (aliases && others.length === 0) return null;
    const names = [...name.text.split(','), ...others].map((one) => one.trim());
    const [main] = names;
    for (const one of names) {
      const flag = flagOf(one, one.length === 1 ? one : undefined, kind, expression, site);
      found.push(one === main || main === undefined ? flag : { ...flag, aliasOf: main });
    }
  }
  return found;
}

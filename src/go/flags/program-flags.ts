import { evaluate, questionAt } from '../code/context.ts';
import { fieldFlags } from './field-flags.ts';
import { flagDefaults } from './flag-defaults.ts';
import { everyFlag, flagTable, NO_DEFINITIONS, NO_FLAGS } from './flag-table.ts';
import { isNamed, kingpinChain } from './kingpin-chain.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { mayTakeMore } from './other-flags.ts';
import type { ProgramFlag, ProgramFlags } from '../project.ts';
import { KINGPINS } from '../libraries/server-types.ts';
import { isKnown } from '../values/setting.ts';
import { flagOf, type Shown } from './shown-flags.ts';
import type { Expression } from '../syntax/syntax.ts';
import type { Site } from '../code/code-index.ts';
import { literalFlags } from './literal-flags.ts';

/** All that the program's arguments may be; null where there are no flags, or where others may define some. */
export function findFlags(code: LinkedCode): ProgramFlags | null {
  const standard = setFlags(code, true);
  const gnu = [setFlags(code, false), literalFlags(code), chainedFlags(code), fieldFlags(code)];
  const all = [standard, ...gnu].flatMap((flags) => flags ?? []);
  if (all.length === 0 || [standard, ...gnu].includes(null) || mayTakeMore(code)) return null;
  const style = gnu.some((flags) => flags && flags.length > 0) ? 'gnu' : 'go';
  return { style, all: all.map((flag) => withPath(flag, code)) };
}

/** With the path that it holds by default, where all flags of its name hold the same. */
function withPath(flag: ProgramFlag, code: LinkedCode): ProgramFlag {
  const text = flag.type || flag.isSwitch ? undefined : flagDefaults(code).get(`flag:${flag.name}`);
  const isSame = code
    .once(flagTable, NO_FLAGS)
    .every(({ name, fallback }) => name !== flag.name || (isKnown(fallback) && fallback.text === text));
  return text !== undefined && isSame && /^(?:\.{0,2}\/)?[\w.-]+(?:\/[\w.-]+)*\/?$/.test(text)
    ? { ...flag, default: text }
    : flag;
}

/** Those of the standard library's sets, or of pflag's. */
function setFlags(code: LinkedCode, isStandard: boolean): Shown {
  const defined = code.once(everyFlag, NO_DEFINITIONS).filter(({ library }) => (library === 'flag') === isStandard);
  const found = defined.flatMap(({ name, call, site, method }): ProgramFlag[] => {
    if (name === null) return [];
    const [, kind = '', isVar, isShort] = /^(.*?)(Var)?(?:(P)F?)?$/.exec(method === 'IP' ? 'Text' : method) ?? [];
    const letter = isShort === undefined ? undefined : call.args[isVar === undefined ? 1 : 2];
    return [flagOf(name, letter && textOf(letter, code, site), kind, call, site)];
  });
  return found.length === defined.length ? found : null;
}

/** `kingpin.Flag("listen", "…").Short('l').Duration()` */
function chainedFlags(code: LinkedCode): Shown {
  if (!KINGPINS.some((library) => code.externals.has(library))) return [];
  const defined = code.calls('Flag').filter(({ expression }) => expression.args.length === 2);
  const found = defined.flatMap(({ expression: call, site }): ProgramFlag[] => {
    const name = call.args[0] && textOf(call.args[0], code, site);
    if (name === undefined) return [];
    const chain = kingpinChain(call, site);
    const short = chain.findLast((one) => isNamed(one, 'Short'));
    const letter = short?.args[0] && letterOf(short.args[0], site);
    if (short && letter === undefined) return [];
    const made = chain.at(-1)?.callee;
    const kind = made?.kind === 'select' && made !== call.callee ? made.name : '';
    const flag = flagOf(name, letter, kind.replace(/Var$/, ''), call, site);
    return flag.isSwitch ? [flag, { ...flag, name: `no-${name}` }] : [flag];
  });
  const read = new Set(found.map(({ file, start }) => `${file} ${String(start)}`));
  return read.size === defined.length ? found : null;
}

function textOf(expression: Expression, code: LinkedCode, site: Site): string | undefined {
  const value = evaluate(expression, questionAt(code, site));
  return isKnown(value) ? value.text : undefined;
}

/** `'p'` */
function letterOf({ start, end }: Expression, { file }: Site): string | undefined {
  return /^'(\w)'$/.exec(file.lines.text.slice(start, end))?.[1];
}

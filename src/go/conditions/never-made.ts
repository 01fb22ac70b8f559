import { questionAt } from '../code/context.ts';
import type { FunctionSite } from '../code/declared.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { turnedOff } from './turned-off.ts';
import { compositesOf, emptyCompositesOf, isListed } from '../code/typed-composites.ts';
import { resolveType } from '../code/types.ts';

const MOST_MAKERS = 4;

/**
 * The settings that would let a value come to be that has this method: `NewService(c)` only after `if !c.Enabled { return }`.
 * Null where there is one, or nobody knows.
 */
export function neverMade(code: LinkedCode, site: FunctionSite, depth: number): readonly string[] | null {
  const type = receiverOf(code, site);
  if (type === null) return null;
  const { neverMade: known } = code.memory;
  const answer = known.get(type);
  if (answer !== undefined) return answer;
  // Whoever asks for it meanwhile is on the way to it.
  known.set(type, null);
  const settings = ofType(code, type, depth);
  known.set(type, settings);
  return settings;
}

function receiverOf(code: LinkedCode, { fn, file, pkg }: FunctionSite): string | null {
  return fn.receiver && resolveType(code, fn.receiver.type, file, pkg.importPath);
}

function ofType(code: LinkedCode, type: string, depth: number): readonly string[] | null {
  const composites = [...compositesOf(type, code), ...emptyCompositesOf(type, code)];
  const makers = composites.filter(({ expression }) => !isListed(expression.type ?? ''));
  if (makers.length === 0 || makers.length > MOST_MAKERS || isNewed(type, code)) return null;
  const all: string[] = [];
  for (const { expression, site } of makers) {
    const settings = turnedOff(expression, questionAt(code, site), depth);
    if (!settings) return null;
    all.push(...settings);
  }
  return [...new Set(all)];
}

/** `new(Service)` is no literal. */
function isNewed(type: string, code: LinkedCode): boolean {
  const own = type.slice(type.lastIndexOf('.') + 1);
  return code.calls('new').some(({ expression: { args } }) => {
    return args.some((made) => (made.kind === 'name' || made.kind === 'select') && made.name === own);
  });
}

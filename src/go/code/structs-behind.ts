import type { Site } from './code-index.ts';
import { originsOf, questionAt } from './context.ts';
import type { LinkedCode } from './linked-code.ts';
import type { Expression } from '../syntax/syntax.ts';
import { typeOf } from './types.ts';

/** Structs of the project that an argument may be: by its own type, else by every value that comes to it. */
export function structsBehind(code: LinkedCode, argument: Expression, site: Site): string[] {
  const own = typeOf(code, argument, site);
  if (isStruct(code, own)) return [own];
  return originsOf(argument, questionAt(code, site)).flatMap((origin) => {
    const type = origin && typeOf(code, origin.expression, origin.context.site);
    return isStruct(code, type) ? [type] : [];
  });
}

export function isStruct(code: LinkedCode, type: string | null): type is string {
  return type !== null && code.types.get(type)?.declaration.kind === 'struct';
}

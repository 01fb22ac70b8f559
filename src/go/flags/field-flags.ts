import type { DeclaredType } from '../code/declared.ts';
import { kongTag } from '../environment/env-command-lines.ts';
import { envTypeOf } from '../environment/env-types.ts';
import { flagPrefix, KONG } from './flag-prefixes.ts';
import { kongFlagName, tagParts, tagValue } from '../syntax/struct-tags.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import type { Shown } from './shown-flags.ts';
import type { ProgramFlag } from '../project.ts';
import { placeOf } from '../syntax/source-file.ts';
import type { StructField } from '../syntax/syntax.ts';
import { calleeName, resolveType, typeOf } from '../code/types.ts';

/** Flags that kong makes of the fields of the struct that it is given, and of those in it. */
export function fieldFlags(code: LinkedCode): Shown {
  if (!code.externals.has(KONG)) return [];
  const found: ProgramFlag[] = [];
  const seen = new Set<string>();
  let isWhole = true as boolean;
  for (const name of ['Parse', 'Must', 'New']) {
    for (const { expression, site } of code.calls(name)) {
      const [given] = expression.args;
      if (!given || calleeName(code, expression.callee, site) !== `${KONG}.${name}`) continue;
      visit(typeOf(code, given.kind === 'unary' ? given.operand : given, site));
    }
  }
  return isWhole && seen.size > 0 ? found : null;

  function visit(type: string | null): void {
    const declared = type === null ? undefined : code.types.get(type);
    const prefix = type === null ? null : flagPrefix(type, code);
    if (type === null || !declared || prefix === null) {
      isWhole = false;
      return;
    }
    if (seen.has(type)) return;
    seen.add(type);
    for (const field of declared.declaration.fields) add(field, declared, prefix);
  }

  function add(field: StructField, { site }: DeclaredType, prefix: string): void {
    const { tag, name, type, embedded } = field;
    const has = (key: string) => kongTag(tag, key) !== null || new RegExp(`(?:^|\\s)${key}(?:\\s|$)`).test(tag);
    if (tagValue(tag, 'kong') === '-' || (!/^\p{Lu}/u.test(name) && !embedded)) return;
    if (has('passthrough')) isWhole = false;
    const inner = resolveType(code, type, site.file, site.pkg.importPath);
    if (embedded || has('embed') || has('cmd')) {
      visit(inner);
      return;
    }
    if (has('arg')) {
      if (inner !== null && code.types.get(inner)?.declaration.kind === 'struct') visit(inner);
      return;
    }
    const flag = prefix + (kongTag(tag, 'name') ?? kongFlagName(name));
    const short = kongTag(tag, 'short');
    const parsed = kongTag(tag, 'type') === null ? envTypeOf(type) : undefined;
    const isSwitch = parsed === 'bool' || kongTag(tag, 'type') === 'counter' || type === 'kong.VersionFlag';
    const one = {
      name: flag,
      ...(short !== null && { short }),
      ...(parsed && { type: parsed }),
      ...(isSwitch && { isSwitch }),
      ...placeOf(site.file, field),
    };
    found.push(one);
    for (const alias of tagParts(kongTag(tag, 'aliases') ?? ''))
      if (alias !== '') found.push({ ...one, name: alias, aliasOf: flag });
    const opposite = has('negatable') ? kongTag(tag, 'negatable') : null;
    if (opposite !== null) found.push({ ...one, name: opposite === '' ? `no-${flag}` : opposite });
  }
}

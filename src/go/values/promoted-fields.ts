import type { Context } from '../code/context.ts';
import type { Select } from '../syntax/syntax.ts';
import { fieldOf, resolveType } from '../code/types.ts';

/** `s.Server.Addr` for `s.Addr` where the struct embeds one of a library, the only one. */
export function throughLibrary(expression: Select, type: string, { code, site }: Context): Select | null {
  const struct = code.types.get(type);
  const others = struct?.declaration.fields.filter((field) => {
    if (!field.embedded) return false;
    const inner = resolveType(code, field.type, struct.site.file, struct.site.pkg.importPath);
    return inner !== null && !code.types.has(inner);
  });
  const [only, ...more] = others ?? [];
  return only && more.length === 0 ? selectThrough(expression, only.name, site.pkg.names.promoted) : null;
}

/** `s.Config.Addr` for `s.Addr` where the struct embeds one of the project, a step towards the field. */
export function throughOwn(expression: Select, type: string, { code, site }: Context): Select | null {
  const struct = code.types.get(type);
  if (!struct || struct.declaration.fields.some(({ name }) => name === expression.name)) return null;
  const holder = struct.declaration.fields.find((field) => {
    if (!field.embedded) return false;
    const inner = resolveType(code, field.type, struct.site.file, struct.site.pkg.importPath);
    return inner !== null && fieldOf(code, inner, expression.name) !== null;
  });
  return holder ? selectThrough(expression, holder.name, site.pkg.names.promoted) : null;
}

function selectThrough(expression: Select, field: string, promoted: Map<Select, Select>): Select {
  const { operand, name, start, end } = expression;
  const full = promoted.get(expression) ?? {
    ...{ kind: 'select' as const, name, start, end },
    operand: { kind: 'select' as const, operand, name: field, start, end },
  };
  promoted.set(expression, full);
  return full;
}

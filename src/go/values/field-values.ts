import type { FieldAssignment, Site } from '../code/code-index.ts';
import { atDepth, type Context, deeper, evaluate, type Origin, originsOf } from '../code/context.ts';
import { afterBranch } from '../conditions/decided.ts';
import { decodedField, isDecodedAfter } from './decoded-fields.ts';
import { defaultTag } from './default-tags.ts';
import { fieldSetting } from '../environment/env-tags.ts';
import { flagTagSetting } from '../flags/flag-tags.ts';
import { comingFrom, filledThrough } from './filled-through.ts';
import { valueByAddress } from '../flags/flags.ts';
import { isAlwaysGiven, settingsToGive } from './given-options.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { addedAround, outsideScopes, scopesOf } from './scoped-fields.ts';
import {
  concatenate,
  isGiven,
  isKnown,
  isUnknown,
  joinCases,
  same,
  type Setting,
  unionOf,
  UNKNOWN,
  unset,
  zeroOf,
  UNSET_TEXT,
} from './setting.ts';
import { type Composite, type Expression, holds, type Select, type StructField, isNil } from '../syntax/syntax.ts';
import { compositesOf, isListed } from '../code/typed-composites.ts';
import { throughLibrary, throughOwn } from './promoted-fields.ts';
import { fieldOf, resolveType, typeOf } from '../code/types.ts';
import { isRefused } from '../conditions/turned-off.ts';
import { koanfField } from '../environment/koanf-values.ts';
import { viperField } from '../environment/viper-fields.ts';

/** The value of `x.field`: from the literal that x is, else from every place of the program that fills the field. */
export function evaluateField(expression: Select, context: Context): Setting {
  const { code, site } = context;
  const type = typeOf(code, expression.operand, site);
  const found = type === null ? null : fieldOf(code, type, expression.name);
  const full = type === null || found ? null : throughLibrary(expression, type, context);
  if (full) return evaluate(full, context);
  const own = type !== null && found && found.owner !== type ? ofEmbedded(expression, type, found, context) : null;
  if (own && isKnown(own)) return own;
  const origins = originsOf(expression.operand, context);
  const made = byDefault(origins.every((origin) => origin !== null) ? origins : [], context);
  const apart = found && toldApart(made, found, context);
  const value = apart
    ? same(apart.map((one) => fieldIn([one], expression, found, context)))
    : fieldIn(made, expression, found, context);
  const scopes = found ? scopesOf(assignmentsTo(found.owner, expression.name, code)) : [];
  const added = scopes.length > 0 ? addedAround(scopes, context) : [];
  return added.length > 0 ? concatenate([value, ...added]) : value;
}

/** What the embedded struct has in the field, where nothing fills it through the struct around. */
function ofEmbedded(expression: Select, type: string, { owner }: Found, context: Context): Setting | null {
  const { code } = context;
  const isFilledInside = assignmentsTo(owner, expression.name, code).every(({ target, site }) => {
    return typeOf(code, target.operand, site) === owner;
  });
  const full = isFilledInside ? throughOwn(expression, type, context) : null;
  return full && evaluate(full, context);
}

/** Structs of which the program fills one and not the other: what it fills one with says nothing of another. */
function toldApart(
  made: readonly Origin[],
  found: NonNullable<ReturnType<typeof fieldOf>>,
  context: Context,
): readonly Origin[] | null {
  if (made.length < 2 || !made.every(makesOne)) return null;
  const { name } = found.field;
  const all = assignmentsTo(found.owner, name, context.code);
  const reached = all.map((one) => reachable(one, made, context));
  if (reached.every(({ length }) => length === 0 || length === made.length)) return null;
  // One that nothing fills is there before another takes its place.
  return made.filter((maker) => {
    const { expression } = maker;
    const own = expression.kind === 'composite' ? keyed(expression, name, found, context) : null;
    return own !== null || reached.some((makers) => makers.includes(maker));
  });
}

function fieldIn(
  made: readonly Origin[],
  expression: Select,
  found: ReturnType<typeof fieldOf>,
  context: Context,
): Setting {
  const { code, site } = context;
  const literals = made.flatMap(({ expression: maker, context: there }) => {
    const value =
      maker.kind === 'composite' && !isOfAnother(maker, found, there)
        ? keyed(maker, expression.name, found, there)
        : null;
    return value ? [{ value, context: there }] : [];
  });
  if (!found) return literals.length > 0 ? same(literals.map((one) => evaluate(one.value, one.context))) : UNKNOWN;
  const { owner, field } = found;
  const bases = literals.length > 0 ? literals : literalValues(owner, field, context);
  if (bases.length > MOST_LITERALS) return UNKNOWN;
  const byFile = viperField(field, code) ?? koanfField(field, code);
  const byTag = flagTagSetting(field, owner, context, unlessUnset(fieldSetting(owner, field, context), byFile));
  const tagged = byTag && asList(byTag, found, code);
  const standard = defaultTag(field, code);
  const atFirst = standard && asList(standard, found, code);
  const every = assignmentsTo(owner, expression.name, code);
  const all = outsideScopes(every);
  const assignments = made.every(makesOne)
    ? inOrder(
        all.filter((one) => made.length === 0 || reachable(one, made, context).length > 0),
        made,
      )
    : all;
  const decoded = decodedField(field, holderOf(expression.operand, context), code);
  const inFile = decoded && isKnown(decoded) ? { ...zeroOf(field.type), ...decoded } : null;
  if (bases.length === 0 && assignments.length === 0 && all.length === every.length) {
    // What no setting gives leaves a field as it was made.
    if (tagged?.text === UNSET_TEXT && atFirst && !inFile) return { ...atFirst, by: unionOf([tagged, atFirst]) };
    const standing = atFirst && (decoded ? { ...atFirst, by: decoded.by } : withConfigKey(atFirst, field));
    const own = tagged ?? standing ?? decoded ?? decodedValue(field);
    return inFile ? { ...inFile, by: unionOf([own, inFile]) } : own;
  }
  let value: Setting =
    bases.length > 0
      ? same(bases.map((base) => evaluate(base.value, base.context)))
      : (tagged ?? atFirst ?? zeroOf(field.type));
  // What the file says goes before what the code says at first.
  if (inFile) value = { ...inFile, by: unionOf([value, inFile]) };
  let isNilYet = field.type.startsWith('*') && bases.length === 0 && !tagged && !inFile;
  for (const assignment of assignments) {
    if (inFile && assignment.guard === null && isDecodedAfter(field, assignment, code)) continue;
    // `c.Port = or(c.Port, 7000)`, `c.Port = ":" + c.Port` ask what there was before.
    if (assignment.site.fn === site.fn && isPartOf(expression, assignment.expression)) continue;
    const next = applyAssignment(
      value,
      isNilYet && fillsNil(assignment) ? certain(assignment) : assignment,
      made,
      context,
    );
    isNilYet = false;
    if (isUnknown(next) && copiesNothing(assignment, context)) continue;
    // What the asking function does later has not been done yet, least of all what empties it.
    const isLater = assignment.site.fn === site.fn && assignment.start > expression.end;
    if (!isLater || (isKnown(next) && next.text !== '')) value = next;
  }
  if (tagged && bases.length > 0 && !inFile) return joinCases(value, tagged, () => true);
  return decoded ? { ...value, by: unionOf([value, decoded]) } : withConfigKey(value, field);
}

/** `server{config, 80}` is no literal of the `config` that it embeds. */
function isOfAnother(maker: Composite, found: Found | null, { code, site }: Context): boolean {
  const type = found && maker.elements.every(({ key }) => key === null) ? typeOf(code, maker, site) : null;
  return type !== null && type !== found?.owner && code.types.has(type);
}

/** Where no variable is set, what fills the same field without one. */
function unlessUnset(value: Setting | null, other: Setting | null): Setting | null {
  if (value === null || other === null || value.text !== UNSET_TEXT) return value ?? other;
  return { ...other, by: unionOf([value, other]) };
}

/** `to.Addr = from.Addr` in what takes a struct for a copy that nobody asks for: no caller gives it one. */
function copiesNothing({ expression, target, site }: FieldAssignment, context: Context): boolean {
  if (expression.kind !== 'select' || expression.name !== target.name) return false;
  const there = deeper(context, site, null);
  return there !== null && originsOf(expression.operand, there).length === 0;
}

/** Whether an expression is a call that is given a value, however deep, or a sum with it. */
function isPartOf(value: Expression, made: Expression): boolean {
  if (made.kind === 'binary') {
    return made.operator === '+' && [made.left, made.right].some((side) => holds(side, value) || isPartOf(value, side));
  }
  return made.kind === 'call' && holds(made, value) && made.start < value.start;
}

/** `default:":53"` of a list is a list of that one text. */
function asList(value: Setting, { field, site: { file, pkg } }: Found, code: LinkedCode): Setting {
  if (!isKnown(value) || value.text.includes(',') || value.text === '') return value;
  const named = /^[\w.]+$/.test(field.type) ? resolveType(code, field.type, file, pkg.importPath) : null;
  const type = (named === null ? undefined : code.types.get(named)?.declaration.definition) ?? field.type;
  return type.startsWith('[') ? { ...value, list: true } : value;
}

type Found = NonNullable<ReturnType<typeof fieldOf>>;

/** Of several structs those that are made where no setting is changed: `if *socket == "" { addr = tcp } else { addr = unix }`. */
function byDefault(made: readonly Origin[], context: Context): readonly Origin[] {
  if (made.length < 2) return made;
  const usual = made.filter((one) => !isRefused(one.expression, atDepth(one.context, context)));
  return usual.length > 0 ? usual : made;
}

/** The field that a struct is reached by: `cfg.HTTP` of `cfg.HTTP.Port`. */
function holderOf(operand: Expression, { code, site }: Context): StructField | null {
  const type = operand.kind === 'select' ? typeOf(code, operand.operand, site) : null;
  return operand.kind === 'select' && type !== null ? (fieldOf(code, type, operand.name)?.field ?? null) : null;
}

/** Those of the makers whose struct an assignment may be to. */
function reachable({ target, site }: FieldAssignment, made: readonly Origin[], context: Context): readonly Origin[] {
  const there = made.length > 0 ? deeper(context, site, null) : null;
  return there ? comingFrom(target.operand, made, there) : made;
}

/** As they run, as far as one sees: the function that makes the struct is the first. */
function inOrder(assignments: readonly FieldAssignment[], made: readonly Origin[]): readonly FieldAssignment[] {
  if (assignments.length < 2) return assignments;
  const isFirst = ({ site }: FieldAssignment) => made.some(({ context }) => site.fn === context.site.fn);
  return [...assignments.filter(isFirst), ...assignments.filter((one) => !isFirst(one))];
}

function makesOne({ expression }: Origin): boolean {
  if (expression.kind === 'composite') return true;
  return expression.kind === 'call' && expression.callee.kind === 'name' && expression.callee.name === 'new';
}

/** Trees of a parser have thousands of literals, which are never the same: what is too many is not asked one by one. */
const MOST_LITERALS = 200;

/** What the program fills a struct's field with in literals of the struct, or the first of too many. */
export function literalValues(
  owner: string,
  field: StructField,
  context: Context,
): { value: Expression; context: Context }[] {
  const values: { value: Expression; context: Context }[] = [];
  for (const { expression, site } of compositesOf(owner, context.code)) {
    const value = keyed(expression, field.name, { owner, field }, context);
    const there = value && deeper(context, site, frameFor(context, site));
    if (value && there && values.push({ value, context: there }) > MOST_LITERALS) break;
  }
  return values;
}

/** What the program assigns to a field of a struct, sorted out once for all fields of that name. */
export function assignmentsTo(owner: string, name: string, code: LinkedCode): readonly FieldAssignment[] {
  const { assignments } = code.memory;
  let byOwner = assignments.get(name);
  if (!byOwner) {
    byOwner = new Map();
    for (const assignment of code.fieldAssignments(name)) {
      const type = ownerOf(assignment, code);
      const known = byOwner.get(type);
      if (known) known.push(assignment);
      else byOwner.set(type, [assignment]);
    }
    assignments.set(name, byOwner);
  }
  return byOwner.get(owner) ?? [];
}

function ownerOf({ target, site }: FieldAssignment, code: LinkedCode): string | null {
  const type = typeOf(code, target.operand, site);
  return type === null ? null : (fieldOf(code, type, target.name)?.owner ?? type);
}

function frameFor(context: Context, site: Site) {
  return context.frame && site.fn === context.frame.fn ? context.frame : null;
}

/** What a struct's literal gives a field, by name or by position. */
export function keyed(
  { elements, type }: Composite,
  name: string,
  found: { readonly owner: string; readonly field: StructField } | null,
  { code }: Context,
): Expression | null {
  if (type !== null && isListed(type)) return null;
  const named = elements.find(({ key }) => key?.kind === 'name' && key.name === name);
  if (named) return named.value;
  if (elements.some(({ key }) => key !== null)) return null;
  const position = found ? (code.types.get(found.owner)?.declaration.fields.indexOf(found.field) ?? -1) : -1;
  return elements[position]?.value ?? null;
}

function applyAssignment(
  base: Setting,
  assignment: FieldAssignment,
  made: readonly Origin[],
  context: Context,
): Setting {
  const there = deeper(context, assignment.site, frameFor(context, assignment.site));
  if (!there) return UNKNOWN;
  const ways = there.frame ? null : filledThrough(assignment, made, there);
  return ways ? same(ways.map((way) => assignedAt(base, assignment, way))) : assignedAt(base, assignment, there);
}

function assignedAt(base: Setting, assignment: FieldAssignment, there: Context): Setting {
  const { expression, index, byAddress, guard } = assignment;
  if (byAddress) return valueByAddress(base, expression, there, assignment.target) ?? { ...UNKNOWN, by: base.by };
  const settings = settingsToGive(assignment, there);
  if (settings) return { ...base, by: [...new Set([...base.by, ...settings])] };
  const value = evaluate(expression, there, index);
  if (isGiven(value) && isAlwaysGiven(assignment, there.code)) return { ...value, by: unionOf([base, value]) };
  return guard === null ? value : afterBranch(base, value, guard, there, assignment.target.name);
}

/** `if c.port == nil { c.port = &standard }`: a pointer that nothing has set so far. */
function fillsNil({ guard, target }: FieldAssignment): boolean {
  const { condition, negated } = guard ?? {};
  if (condition?.kind !== 'binary' || condition.operator !== '==' || negated === true) return false;
  return condition.left.kind === 'select' && condition.left.name === target.name && isNil(condition.right);
}

function certain(assignment: FieldAssignment): FieldAssignment {
  return { ...assignment, guard: null };
}

/** What nothing but a file can fill is empty without one. */
function decodedValue({ name, type, tag }: StructField): Setting {
  const key = FILE_KEY.exec(tag)?.[1];
  if (key !== undefined && key !== '-') {
    const zero = zeroOf(type);
    return zero.numeric === true ? { ...zero, by: [`config:${key}`] } : unset(`config:${key}`);
  }
  // A switch of the package's own that nothing ever turns on.
  return type === 'bool' && /^\p{Ll}/u.test(name) ? zeroOf(type) : UNKNOWN;
}

const FILE_KEY = /(?:^|\s)(?:yaml|toml|json|hcl|ini|mapstructure|koanf|fig):"([^",]+)/;

/** A field that a configuration file fills is only a default. */
function withConfigKey(value: Setting, { tag }: StructField): Setting {
  const key = /(?:^|\s)(?:yaml|toml|hcl|mapstructure|koanf|fig):"([^",]+)/.exec(tag)?.[1];
  // In a section of the file it is known already.
  const isKnownOf = value.by.some((one) => one.startsWith('config:') && one.endsWith(`.${key}`));
  if (key === undefined || key === '-' || isKnownOf) return value;
  return { ...value, by: [...new Set([...value.by, `config:${key}`])] };
}

import { type Assignment, type Declaration, find, isCertain, type Source } from '../code/bindings.ts';
import { type FieldAssignment, inside, type NameAssignment, type Site } from '../code/code-index.ts';
import { atDepth, type Context, deeper, evaluate, frameOf, originOf } from '../code/context.ts';
import { argumentBehindFlags, evaluateCall, variableNamed } from './call-values.ts';
import { afterBranch } from '../conditions/decided.ts';
import { elementOf } from './elements.ts';
import { envEntries, NO_ENTRIES } from '../environment/env-entries.ts';
import { evaluateField } from './field-values.ts';
import { toolkitList } from '../listeners/exporter-toolkit.ts';
import { flagValue, valueByAddress } from '../flags/flags.ts';
import { libraryConstant } from '../libraries/library-values.ts';
import type { PackageValue } from '../code/declared.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { passedArguments } from './passed-arguments.ts';
import { isRewritten } from './rewritten-lists.ts';
import { runsByDefault } from '../conditions/runs-by-default.ts';
import { rememberValue } from '../incremental/remembered-answers.ts';
import {
  HOME_TEXT,
  concatenate,
  isKnown,
  known,
  number,
  parameter,
  same,
  type Setting,
  unionOf,
  UNKNOWN,
  unset,
  zeroOf,
} from './setting.ts';
import { splitPart } from './split-values.ts';
import { type Composite, type Expression, holds, type Index, type Name, type Select } from '../syntax/syntax.ts';
import { calleeName, importedName, resolveType } from '../code/types.ts';
import { urlField } from './url-values.ts';

/** {@link evaluate}, one step of it. */
export function valueOf(expression: Expression, context: Context, index: number): Setting {
  const next = deeper(context);
  if (!next) return UNKNOWN;
  switch (expression.kind) {
    case 'string':
      return known(expression.value);
    case 'number':
      return number(expression.value);
    case 'unary':
      if (expression.operator === '-') return difference('-', number(0), evaluate(expression.operand, next));
      return ['*', '&'].includes(expression.operator) ? evaluate(expression.operand, next) : UNKNOWN;
    case 'binary':
      return expression.operator === '+'
        ? plus(evaluate(expression.left, next), evaluate(expression.right, next))
        : difference(expression.operator, evaluate(expression.left, next), evaluate(expression.right, next));
    case 'call':
      return index > 0
        ? evaluateCall(expression, next, index)
        : rememberValue(expression, next, () => evaluateCall(expression, next, index));
    case 'name':
      return rememberValue(expression, next, () => evaluateName(expression, next));
    case 'select':
      return rememberValue(expression, next, () => evaluateSelect(expression, next));
    case 'index':
      return evaluateIndex(expression, next);
    case 'composite':
      return onlyItem(expression, next);
    case 'other':
      return expression.from ? restOf(expression.parts[0], expression.from, next) : UNKNOWN;
    default:
      return UNKNOWN;
  }
}

/** `address[len("unix://"):]` */
function restOf(whole: Expression | undefined, from: Expression, context: Context): Setting {
  const text = whole ? evaluate(whole, context) : UNKNOWN;
  const start = evaluate(from, context);
  const isDecided = isKnown(text) && text.list !== true && start.numeric === true && isKnown(start);
  if (!isDecided || Number(start.text) > text.text.length) return { ...UNKNOWN, by: text.by };
  return { text: text.text.slice(Number(start.text)), by: text.by };
}

/** A list that holds one value is that value to whoever goes over it. */
function onlyItem({ type, elements }: Composite, context: Context): Setting {
  const [first, ...others] = elements;
  if (type === null || others.length > 0 || !isListType(type, context)) return UNKNOWN;
  return { ...(first ? evaluate(first.value, context) : known('')), list: true };
}

/** `[]string`, or the name of such a type. */
function isListType(type: string, { code, site: { file, pkg } }: Context): boolean {
  if (type.startsWith('[')) return true;
  const named = resolveType(code, type, file, pkg.importPath);
  const declared = named === null ? undefined : code.types.get(named);
  return declared?.declaration.definition.startsWith('[') === true;
}

function plus(left: Setting, right: Setting): Setting {
  if (!left.numeric || !right.numeric) return concatenate([left, right]);
  const sum = Number(left.text) + Number(right.text);
  return isKnown(left) && isKnown(right)
    ? { ...concatenate([left, right]), text: String(sum), numeric: true }
    : UNKNOWN;
}

function difference(operator: string, left: Setting, right: Setting): Setting {
  if (!left.numeric || !right.numeric || !isKnown(left) || !isKnown(right)) return UNKNOWN;
  const [a, b] = [Number(left.text), Number(right.text)];
  if (operator !== '-' && operator !== '*') return UNKNOWN;
  return { ...concatenate([left, right]), text: String(operator === '-' ? a - b : a * b), numeric: true };
}

function evaluateName(expression: Name, context: Context): Setting {
  const { name, start } = expression;
  const { code, site } = context;
  if (name === 'true' || name === 'false') return known(name);
  const declaration = site.fn ? find(code.bindings(site.fn), name, start) : undefined;
  if (declaration) return evaluateLocal(declaration, start, context);
  const value = code.values.get(`${site.pkg.importPath}.${name}`);
  return value ? evaluatePackageValue(value, expression, context) : UNKNOWN;
}

/** The value of a local name as seen at an offset: its first one, then every assignment before. */
function evaluateLocal(declaration: Declaration, offset: number, context: Context): Setting {
  let value = evaluateSource(declaration.source, context);
  const { assignments } = declaration;
  const before = assignments.filter(({ end }) => end <= offset);
  // A function literal that stands before a flag is defined runs after that.
  const defined = assignments.filter(
    ({ end, byAddress, expression }) => end > offset && byAddress && flagValue(expression, context) !== null,
  );
  for (const assignment of [...defined, ...before]) {
    const certain = isCertain(assignment.guard, offset, declaration);
    value = applyAssignment(value, assignment, certain, context, declaration.name);
  }
  return value;
}

function applyAssignment(
  base: Setting,
  assignment: Assignment | NameAssignment | FieldAssignment,
  certain: boolean,
  context: Context,
  name: string,
  about: string | null = null,
): Setting {
  const { expression, index, byAddress, guard } = assignment;
  const operator = 'operator' in assignment ? assignment.operator : '=';
  if (byAddress) {
    return valueByAddress(base, expression, context, name) ?? (certain ? UNKNOWN : { ...UNKNOWN, by: base.by });
  }
  const assigned = evaluate(expression, context, index);
  const value = operator === '+=' ? plus(base, assigned) : operator === '=' || operator === ':=' ? assigned : UNKNOWN;
  if (certain) return value;
  return afterBranch(base, value, guard, context, about);
}

function evaluateSource(source: Source, context: Context): Setting {
  switch (source.kind) {
    case 'value':
      return evaluate(source.expression, context, source.index);
    case 'zero':
      return zeroOfNamed(source.type, context);
    case 'range': {
      const element = context.elements.findLast(({ over }) => over === source.over);
      if (element) {
        const value = evaluate(source.index === 0 ? element.key : element.value, atDepth(element.from, context));
        return source.index === 1 ? withSettingsOf(source.over, value, context) : value;
      }
      return source.index === 1 ? elementIn(source.over, context) : UNKNOWN;
    }
    case 'parameter':
      return evaluateParameter(source, context);
  }
}

/** `var protocol Scheme`, where a Scheme is a string. */
function zeroOfNamed(type: string, { code, site: { file, pkg } }: Context): Setting {
  const named = /^[\w.]+$/.test(type) ? resolveType(code, type, file, pkg.importPath) : null;
  return zeroOf((named === null ? undefined : code.types.get(named)?.declaration.definition) ?? type);
}

/** `addrs := *flags; if len(addrs) == 0 { addrs = []string{":80"} }`: what gives another list gives other elements. */
function withSettingsOf(list: Expression, value: Setting, context: Context): Setting {
  if (!isKnown(value) || value.text === '') return value;
  const whole = evaluate(list, context);
  return whole.text === value.text && whole.by.length > 0 ? { ...value, by: unionOf([value, whole]) } : value;
}

function evaluateParameter({ fn, index }: Source & { kind: 'parameter' }, context: Context): Setting {
  const frame = frameOf(context, fn);
  if (frame !== null && frame !== 'open' && frame.kind === 'symbols') return parameter(index);
  return same(
    passedArguments(fn, index, context).map((passed) =>
      passed ? evaluate(passed.expression, passed.context) : UNKNOWN,
    ),
  );
}

/** A variable or constant of a package: its value, then what functions assign, in an order nobody knows. */
function evaluatePackageValue(
  { declaration, index, site }: PackageValue,
  asked: Name | Select,
  context: Context,
): Setting {
  const { code } = context;
  const { name } = asked;
  const home = deeper(context, site, null);
  if (!home) return UNKNOWN;
  const { values, names, type, constant } = declaration;
  const own = values.length === names.length ? values[index] : values[0];
  let value = own
    ? evaluate(own, home, values.length === names.length ? 0 : index)
    : constant
      ? UNKNOWN
      : zeroOfNamed(type ?? '', home);
  if (constant) return isKnown(value) ? value : settledConstant(`${site.pkg.importPath}.${name}`, code);
  const all = [
    ...code
      .nameAssignments(name)
      .filter(
        (assignment) =>
          assignment.site.pkg === site.pkg && !isShadowed(name, assignment.start, assignment.site, context),
      ),
    ...assignmentsFromOutside(name, site.pkg.importPath, context),
  ];
  const done = all.filter((one) => !comesLater(one, asked, context));
  const assignments = comesFirst(asked, all, context) ? [] : (assignedBefore(asked, all, context) ?? done);
  for (const assignment of assignments) {
    const there = deeper(context, assignment.site, null);
    if (!there) return UNKNOWN;
    const isFirst = assignments.length === 1 || isFirstToRun(assignment.site) || isUntouched(value);
    const certain = assignment.guard === null && isFirst;
    const next = applyAssignment(value, assignment, certain, there, name, name);
    const isLeft = !isKnown(next) && isKnown(value) && assignment.guard === null && !runsByDefault(code, assignment);
    value = isLeft ? { ...value, by: unionOf([value, next]) } : next;
  }
  return value;
}

/** Where `x = f(x)` and `StringVar(&x, "x", f(x), "")` ask for x, what else the same function assigned before; null elsewhere. */
function assignedBefore<One extends NameAssignment | FieldAssignment>(
  asked: Name | Select,
  all: readonly One[],
  { site }: Context,
): readonly One[] | null {
  const isAsked = ({ kind, start }: Expression) => kind === asked.kind && start === asked.start;
  const own = all.find((one) => one.site.file === site.file && inside(one.expression).some(isAsked));
  if (!own || all.some((one) => one.site.fn !== own.site.fn)) return null;
  return all.filter(({ end }) => end <= own.start);
}

/** Whether what runs once asks for it before it gives it any value: `flag.String("dir", dir, "")`, and then `dir = *flagDir`. */
function comesFirst(
  asked: Name | Select,
  all: readonly (NameAssignment | FieldAssignment)[],
  { code, site }: Context,
): boolean {
  if (!isFirstToRun(site) || !all.every((one) => one.site.fn === site.fn && asked.end <= one.start)) return false;
  return !isInLiteral(asked, site.pkg, code);
}

/** What the asking function does later, in no literal that may run after it, has not been done yet: `s := path.Join("/", root); root = s`. */
function comesLater({ site: { fn }, start }: NameAssignment | FieldAssignment, asked: Name | Select, context: Context) {
  const { code, site } = context;
  return fn !== null && fn === site.fn && asked.end <= start && !isInLiteral(asked, context.site.pkg, code);
}

function isInLiteral(asked: Name | Select, pkg: Site['pkg'], code: LinkedCode): boolean {
  return [...code.uses(pkg).literals.keys()].some((literal) => holds(literal, asked));
}

/** `config.Addr = …` in other packages. */
function assignmentsFromOutside(name: string, path: string, { code }: Context): readonly FieldAssignment[] {
  return code.fieldAssignments(name).filter(({ target, site }) => {
    if (target.operand.kind !== 'name') return false;
    return importedName(code, target.operand, name, site) === `${path}.${name}`;
  });
}

/** Nothing has given it a value so far, and nobody may. */
function isUntouched({ text, by }: Setting): boolean {
  return text === '' && by.length === 0;
}

function isFirstToRun({ fn }: Site): boolean {
  return fn !== null && fn.receiver === null && (fn.name === 'main' || fn.name === 'init');
}

function isShadowed(name: string, offset: number, { fn }: Site, { code }: Context): boolean {
  return fn !== null && find(code.bindings(fn), name, offset) !== undefined;
}

function evaluateSelect(expression: Select, context: Context): Setting {
  const { code, site } = context;
  const imported = importedName(code, expression.operand, expression.name, site);
  if (imported === null)
    return (
      urlField(expression.operand, expression.name, context) ??
      toolkitList(expression.operand, expression.name, context) ??
      homeOfUser(expression, context) ??
      evaluateField(expression, context)
    );
  const constant = libraryConstant(imported);
  if (constant !== null) return known(constant);
  const value = code.values.get(imported);
  return value ? evaluatePackageValue(value, expression, context) : settledConstant(imported, code);
}

/** `u.HomeDir` of whom `user.Current()` names. */
function homeOfUser({ operand, name }: Select, context: Context): Setting | null {
  const user = name === 'HomeDir' ? originOf(operand, context) : null;
  if (user?.expression.kind !== 'call') return null;
  const { code, site } = user.context;
  return calleeName(code, user.expression.callee, site) === 'os/user.Current' ? { text: HOME_TEXT, by: [] } : null;
}

/** A constant of others, or one that is worked out in a way which syntax does not follow. */
function settledConstant(name: string, { settled }: LinkedCode): Setting {
  const value = settled.constants.get(name);
  return value === undefined ? UNKNOWN : typeof value === 'number' ? number(value) : known(value);
}

/** `os.Args[1]`: an argument that may or may not be given; a variable in a map of all; or an element of a table. */
function evaluateIndex(expression: Index, context: Context): Setting {
  const { code, site } = context;
  const { operand, index } = expression;
  if (code.calls('Environ').length > 0 && code.once(envEntries, NO_ENTRIES).lookups.has(expression)) {
    return variableNamed(evaluate(index, context), code);
  }
  const isArguments =
    operand.kind === 'select' && importedName(code, operand.operand, operand.name, site) === 'os.Args';
  if (isArguments) return index.kind === 'number' ? unset(`arg:${index.value}`) : UNKNOWN;
  if (operand.kind === 'call' && calleeName(code, operand.callee, site) === 'flag.Args')
    return argumentBehindFlags(index);
  if (isRewritten(operand, code)) return UNKNOWN;
  const part = splitPart(operand, evaluate(index, context), context);
  if (part) return part;
  const element = elementOf(operand, index, context);
  if (element) return evaluate(element.value, atDepth(element.from, context));
  return index.kind === 'number' && index.value === 0 ? itemOf(evaluate(operand, context)) : UNKNOWN;
}

function itemOf(value: Setting): Setting {
  return value.list === true ? { text: value.text, by: value.by } : UNKNOWN;
}

/** An empty list has no element that could be empty. */
function elementIn(list: Expression, context: Context): Setting {
  const item = itemOf(evaluate(list, context));
  if (item.text === '' && item.by.length > 0) return { ...UNKNOWN, by: item.by };
  const literal = item.text === '' ? originOf(list, context)?.expression : null;
  return literal?.kind === 'composite' && literal.elements.length === 0 ? { ...UNKNOWN, by: item.by } : item;
}

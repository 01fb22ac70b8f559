import { type Context, evaluate, questionAt } from '../code/context.ts';
import { turnedOff } from './turned-off.ts';
import { elementNamed, type Expression } from '../syntax/syntax.ts';
import { compositesOf } from '../code/typed-composites.ts';
import { fieldOf, typeOf } from '../code/types.ts';

const MOST_ASSIGNMENTS = 8;

/**
 * The settings that a field waits for which must be true: `if !s.hasRoutes { return }`, where only code that is turned off
 * itself says `s.hasRoutes = true`; none where nothing ever does. Null where other code may, or where a condition is about
 * something else.
 */
export function neverTurnedOn(
  condition: Expression,
  wanted: boolean,
  context: Context,
  depth: number,
): readonly string[] | null {
  if (condition.kind === 'unary' && condition.operator === '!') {
    return neverTurnedOn(condition.operand, !wanted, context, depth);
  }
  if (!wanted || condition.kind !== 'select') return null;
  const { code, site } = context;
  const { name, operand } = condition;
  const type = typeOf(code, operand, site);
  const declared = type === null ? null : fieldOf(code, type, name);
  // What has a tag, a file or a flag may fill.
  if (declared?.field.type !== 'bool' || declared.field.tag !== '') return null;
  const { owner } = declared;
  const isOff = (value: Expression, there: Context) => evaluate(value, there).text === 'false';
  const literals = compositesOf(owner, code).map((use) => ({ use, value: elementNamed(use.expression, name) }));
  if (literals.some(({ use, value }) => value && !isOff(value, questionAt(code, use.site)))) return null;
  const assignments = code.fieldAssignments(name).filter(({ target, site: there }) => {
    const assigned = typeOf(code, target.operand, there);
    return assigned === null || fieldOf(code, assigned, name)?.owner === owner;
  });
  if (assignments.length > MOST_ASSIGNMENTS || assignments.some(({ byAddress }) => byAddress)) return null;
  const all: string[] = [];
  for (const { expression, start, end, site: there } of assignments) {
    const question = questionAt(code, there);
    if (isOff(expression, question)) continue;
    const settings = turnedOff({ start, end }, question, depth + 1);
    if (!settings) return null;
    all.push(...settings);
  }
  if (all.length > 0) return [...new Set(all)];
  return assignments.length === 0 && literals.length > 0 && isFilledByLiterals(owner, context) ? [] : null;
}

/** Calls by which libraries fill structs, also those whose fields have no tags. */
const FILLS =
  'Bind Decode DecodeFile Fill Load LoadConfig MustLoad MustParse MustProcess Parse ParseArgs ParseWithOptions Process Read ' +
  'ReadConfig ReadEnv ReadInConfig Scan Unmarshal UnmarshalExact UnmarshalKey UnmarshalStrict Unpack';

/** Whether nothing but the program's literals fills a struct, as far as one sees: none of its fields has a tag, no library is given it. */
function isFilledByLiterals(owner: string, { code }: Context): boolean {
  if (code.types.get(owner)?.declaration.fields.some(({ tag }) => tag !== '') !== false) return false;
  return !FILLS.split(' ').some((name) =>
    code.calls(name).some(({ expression: { args }, site }) => {
      return args.some((argument) => typeOf(code, argument, site) === owner);
    }),
  );
}

import { find } from '../code/bindings.ts';
import type { Site } from '../code/code-index.ts';
import { receiverName } from '../code/declared.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import type { Uses } from '../code/uses.ts';
import type { Program } from '../project.ts';
import { placeOf } from '../syntax/source-file.ts';
import type { Expression, GoFunction, Name } from '../syntax/syntax.ts';

interface Kept {
  readonly expression: Expression;
  readonly site: Site;
}

/**
 * Where the program adds to a list or map that outlives the call, for several callers at once: one of a package, or of a
 * struct with a lock; of several, one that a call of gRPC adds to. Null where none is seen.
 */
export function findMemoryState(code: LinkedCode): NonNullable<Program['memoryState']> | null {
  const all = code.gather(additions).filter(({ expression, site }) => outlives(expression, site, code));
  const [called] = code.externals.has('google.golang.org/grpc') ? all.filter(({ site }) => changesByCall(site)) : [];
  const kept = called ?? all[0];
  if (!kept) return null;
  const call = called?.site.fn?.name;
  return { ...placeOf(kept.site.file, kept.expression), ...(call !== undefined && { call }) };
}

/** How calls are named that do more than look something up. */
const CHANGES =
  /^(?:Add|Append|Book|Create|Delete|Enqueue|Insert|Publish|Push|Put|Record|Register|Remove|Save|Send|Set|Store|Submit|Update|Upsert|Write)(?![a-z])/;

/** `func (s *server) CreateOrder(ctx context.Context, in *pb.Order) (*pb.Receipt, error)` */
function changesByCall({ fn }: Site): boolean {
  if (!fn?.receiver || !CHANGES.test(fn.name) || fn.parameters.length !== 2 || fn.results.length !== 2) return false;
  const types = [...fn.parameters, ...fn.results].map(({ type }) => type);
  return [/\bContext$/, /^\*/, /^\*/, /^error$/].every((form, index) => form.test(types[index] ?? ''));
}

/** `items[id] = item`, `items = append(items, item)` and `items.Store(id, item)`. */
function additions({ elementAssignments, calls }: Uses): readonly Kept[] {
  const entries = elementAssignments.filter(({ expression: { index } }) => !isConstant(index));
  const appended = (calls.get('append') ?? []).flatMap(({ expression: { args }, site }) => listOf(args[0], site));
  const stored = (calls.get('Store') ?? []).flatMap(({ expression: { callee, args }, site }) =>
    callee.kind === 'select' && args.length === 2 ? [{ expression: callee.operand, site }] : [],
  );
  return [...entries, ...appended, ...stored];
}

function isConstant({ kind }: Expression): boolean {
  return kind === 'string' || kind === 'number';
}

function listOf(list: Expression | undefined, site: Site): readonly Kept[] {
  return list?.kind === 'name' || list?.kind === 'select' ? [{ expression: list, site }] : [];
}

/** A list or map of the receiver or of the package, and whoever adds to it answers a request or has a lock. */
function outlives(expression: Expression, site: Site, code: LinkedCode): boolean {
  const root = rootOf(expression);
  if (!root || !site.fn) return false;
  const isOfReceiver = site.fn.receiver?.name === root.name;
  if (!isOfReceiver && !isOfPackage(root, site, code)) return false;
  if (namesOf(expression, site.fn).some((name) => MAY_BE_LOST.test(name))) return false;
  return answersRequest(site.fn) || (isOfReceiver ? hasLock(site, code) : takesLock(site, code));
}

/** `s` of `s.items[id].tags`. */
function rootOf(expression: Expression): Name | null {
  if (expression.kind === 'name') return expression;
  return expression.kind === 'select' || expression.kind === 'index' ? rootOf(expression.operand) : null;
}

/** What each Pod may have of its own: what is found again, or counted anew. */
const MAY_BE_LOST = /cache|memoi[sz]|limit|throttl|visitor|metric|counter|stats$|pool$/i;

/** How the list or map is called, and the type that has it. */
function namesOf(expression: Expression, { receiver }: Pick<GoFunction, 'receiver'>): readonly string[] {
  switch (expression.kind) {
    case 'name':
      return [receiver?.name === expression.name ? receiverName(receiver.type) : expression.name];
    case 'select':
      return [expression.name, ...namesOf(expression.operand, { receiver })];
    case 'index':
      return namesOf(expression.operand, { receiver });
    default:
      return [];
  }
}

function isOfPackage(root: Name, { pkg, fn }: Site, code: LinkedCode): boolean {
  const isLocal = fn !== null && find(code.bindings(fn), root.name, root.start) !== undefined;
  return !isLocal && code.values.get(`${pkg.importPath}.${root.name}`)?.declaration.constant === false;
}

const OF_REQUESTS =
  /\bhttp\.(?:ResponseWriter|Request)$|\b(?:gin|echo|iris|beego)\.Context$|\bfiber\.Ctx$|\bRequestCtx$/;

function answersRequest({ parameters }: GoFunction): boolean {
  return parameters.some(({ type }) => OF_REQUESTS.test(type));
}

const LOCK = /^\*?sync\.(?:RWMutex|Mutex|Map)$/;

function hasLock({ pkg, fn }: Site, code: LinkedCode): boolean {
  const type = code.types.get(`${pkg.importPath}.${receiverName(fn?.receiver?.type ?? '')}`);
  return type?.declaration.fields.some((field) => LOCK.test(field.type)) === true;
}

function takesLock({ fn }: Site, code: LinkedCode): boolean {
  return code.calls('Lock').some(({ site }) => site.fn === fn);
}

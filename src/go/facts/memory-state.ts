import { find } from '../code/bindings.ts';
import type { Site } from '../code/code-index.ts';
import { receiverName } from '../code/declared.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import type { Uses } from '../code/uses.ts';
import type { MemoryState } from '../memory-state.ts';
import { placeOf } from '../syntax/source-file.ts';
import { type Call, type Expression, type GoFunction, holds, type Name } from '../syntax/syntax.ts';
import { walkFunction } from '../syntax/walk-code.ts';
import { findHub } from './hubs.ts';
import { serverWithMemory } from './memory-servers.ts';

interface Kept {
  readonly expression: Expression;
  readonly site: Site;
  /** What is added, where that is one thing. */
  readonly value?: Expression | undefined;
}

/**
 * Where the program adds to a list or map that outlives the call, for several callers at once: one of a package, or of a
 * struct with a lock; of several, one of which it is known who adds to it. Null where none is seen.
 */
export function findMemoryState(code: LinkedCode): MemoryState | null {
  const all = code.gather(additions).filter(({ expression, site }) => outlives(expression, site, code));
  const isGrpc = code.externals.has('google.golang.org/grpc');
  const told = all.flatMap((kept): MemoryState[] => {
    const by = addedBy(kept, isGrpc, code);
    return by ? [{ ...placeOf(kept.site.file, kept.expression), by }] : [];
  });
  const known = told.find(({ by }) => by?.kind !== 'grpc') ?? serverWithMemory(code) ?? findHub(code) ?? told[0];
  if (known) return known;
  const [first] = all;
  return first ? placeOf(first.site.file, first.expression) : null;
}

function addedBy({ expression, site, value }: Kept, isGrpc: boolean, code: LinkedCode): MemoryState['by'] {
  const { fn } = site;
  if (!fn) return undefined;
  if (isGrpc && changesByCall(site)) return { kind: 'grpc', name: fn.name };
  if (MUTATIONS.test(receiverName(fn.receiver?.type ?? ''))) return { kind: 'graphql', name: fn.name };
  if (around(fn, expression).some((one) => takes(one, OF_GRAPHQL))) return { kind: 'graphql', name: 'mutation' };
  const [name] = expression.kind === 'index' ? namesOf(expression.operand, fn) : namesOf(expression, fn);
  if (name === undefined) return undefined;
  if (SESSIONS.test(name) && isLookedUpElsewhere(name, site, code)) return { kind: 'sessions', name };
  return value && isOfRequest(value, site, code) ? { kind: 'request', name } : undefined;
}

/** A word of the request as its client wrote it, rather than what the program makes of it: `r.FormValue("url")`. */
function isOfRequest(value: Expression, site: Site, code: LinkedCode): boolean {
  const { fn } = site;
  const root = value.kind === 'call' ? rootOf(receiverOf(value)) : value.kind === 'name' ? value : null;
  if (!fn || !root) return false;
  const source = find(code.bindings(fn), root.name, root.start)?.source;
  if (source?.kind === 'parameter') return value.kind === 'call' && OF_REQUESTS.test(typeIn(source.fn, source.index));
  return value.kind === 'name' && source?.kind === 'value' && source.expression.kind === 'call' && source.count === 1
    ? isOfRequest(source.expression, site, code)
    : false;
}

/** `r` of `r.URL.Query().Get("url")`. */
function receiverOf({ callee }: Call): Expression {
  if (callee.kind !== 'select') return callee;
  return callee.operand.kind === 'call' ? receiverOf(callee.operand) : callee.operand;
}

function typeIn({ parameters }: GoFunction, index: number): string {
  return parameters[index]?.type ?? '';
}

/** What one request opens and others are told to. */
const SESSIONS = /sess(?:ion)?s?$|sessions?by|conns?$|connections?$|streams?$|subscri(?:bers|ptions)$|transports?$/i;

/** Another function that answers a request names it, too: what comes there must come to the same Pod. */
function isLookedUpElsewhere(name: string, { pkg, fn }: Site, code: LinkedCode): boolean {
  return (
    fn !== null &&
    answersRequest(fn) &&
    code
      .gather(({ functions }) => functions)
      .some((other) => {
        if (other.pkg !== pkg || other.fn === fn || !answersRequest(other.fn)) return false;
        let isNamed = false as boolean;
        walkFunction(other.fn, {
          expression(expression) {
            if ((expression.kind === 'select' || expression.kind === 'name') && expression.name === name)
              isNamed = true;
          },
        });
        return isNamed;
      })
  );
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
  const appended = (calls.get('append') ?? []).flatMap(({ expression: { args }, site }) => listOf(args, site));
  const stored = ['Store', 'LoadOrStore']
    .flatMap((name) => calls.get(name) ?? [])
    .flatMap(({ expression: { callee, args }, site }) =>
      callee.kind === 'select' && args.length === 2 ? [{ expression: callee.operand, site, value: args[1] }] : [],
    );
  return [...entries, ...appended, ...stored];
}

function isConstant({ kind }: Expression): boolean {
  return kind === 'string' || kind === 'number';
}

function listOf([list, value]: readonly Expression[], site: Site): readonly Kept[] {
  return list?.kind === 'name' || list?.kind === 'select' ? [{ expression: list, site, value }] : [];
}

/** A list or map of the receiver, of the package or of who sets up the handler, and whoever adds to it answers a request or has a lock. */
function outlives(expression: Expression, site: Site, code: LinkedCode): boolean {
  const root = rootOf(expression);
  if (!root || !site.fn) return false;
  const isOfReceiver = site.fn.receiver?.name === root.name;
  if (!isOfReceiver && !isOfPackage(root, site, code) && !isCaptured(root, site, code)) return false;
  if (namesOf(expression, site.fn).some((name) => MAY_BE_LOST.test(name))) return false;
  const isAsked = around(site.fn, expression).some((fn) => answersRequest(fn) || takes(fn, OF_GRAPHQL));
  return isAsked || (isOfReceiver ? hasLock(site, code) : takesLock(site, code));
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

/** A name of the function around the literal that answers a request. */
function isCaptured(root: Name, { fn }: Site, code: LinkedCode): boolean {
  const declared = fn && find(code.bindings(fn), root.name, root.start);
  if (!fn || !declared) return false;
  const asked = around(fn, root).find(answersRequest);
  return asked !== undefined && asked !== fn && !holds(asked, { start: declared.at, end: declared.at });
}

const OF_REQUESTS =
  /\bhttp\.(?:ResponseWriter|Request)$|\b(?:gin|echo|iris|beego)\.Context$|\bfiber\.Ctx$|\bRequestCtx$/;

/** Of github.com/graphql-go/graphql: what resolves a field. */
const OF_GRAPHQL = /\bgraphql\.ResolveParams$/;

/** What gqlgen calls the type with the methods for mutations. */
const MUTATIONS = /^mutationResolver$/i;

function answersRequest(fn: GoFunction): boolean {
  return takes(fn, OF_REQUESTS);
}

function takes({ parameters }: GoFunction, types: RegExp): boolean {
  return parameters.some(({ type }) => types.test(type));
}

/** The function, and its literals around a place. */
function around(fn: GoFunction, { start, end }: Expression): readonly GoFunction[] {
  const found: GoFunction[] = [];
  walkFunction(fn, {
    enter(one) {
      if (one.start <= start && end <= one.end) found.push(one);
    },
  });
  return found;
}

const LOCK = /^\*?sync\.(?:RWMutex|Mutex|Map)$/;

function hasLock({ pkg, fn }: Site, code: LinkedCode): boolean {
  const type = code.types.get(`${pkg.importPath}.${receiverName(fn?.receiver?.type ?? '')}`);
  return type?.declaration.fields.some((field) => LOCK.test(field.type)) === true;
}

function takesLock({ fn }: Site, code: LinkedCode): boolean {
  return code.calls('Lock').some(({ site }) => site.fn === fn);
}

import { LOOPBACK } from '../loopback.ts';
import { callersOf } from '../code/callers.ts';
import { inside, type Site, type Use } from '../code/code-index.ts';
import { conditionsAt } from '../code/conditions.ts';
import { evaluate } from '../code/context.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { turnedOff } from '../conditions/turned-off.ts';
import { callsOf, fieldsOf } from '../file-use/file-calls.ts';
import type { CommandsAt } from '../flags/command-reach.ts';
import { DIAL_CALLS, DIAL_FIELDS, DIAL_LISTS, DIAL_PORTS } from '../libraries/dial-calls.ts';
import type { Dial } from '../project.ts';
import { placeOf } from '../syntax/source-file.ts';
import { type Call, type Expression, type GoFunction, holds } from '../syntax/syntax.ts';
import { possibleTexts } from '../values/possible-texts.ts';
import { hasHole } from '../values/setting.ts';
import { contextAt } from '../values/solver.ts';

interface DialedAt {
  readonly client: string;
  readonly address: Expression;
  /** Where the host stands alone. */
  readonly port?: Expression;
  readonly site: Site;
}

const FARTHEST = 6;
const GRPC_DIALERS = ['WithContextDialer', 'WithDialer'];
const HTTP_DIALERS = ['Dial', 'DialContext', 'DialTLS', 'DialTLSContext'];
/** `localhost`, `db:5432`, `https://api.example.com/`, `host=db user=shop`, `unix:///run/agent.sock`; no path of a file. */
const NAMES_SERVER = new RegExp(
  String.raw`(?:^|[/@(=])${LOOPBACK}(?![\w.-])|[\w\]]:\d{1,5}(?!\w)|^https?://[\w.-]|(?:^|\s)host=\w|^unix:/`,
  'i',
);

/** Addresses that the program dials under no condition, and that only flags change. */
export function findDials(code: LinkedCode, commandsAt: CommandsAt): Dial[] {
  const found = new Map<string, Dial>();
  for (const dial of dials(code)) {
    const one = readDial(dial, code, commandsAt);
    if (one) found.set(`${one.file} ${String(one.start)}`, one);
  }
  return [...found.values()];
}

function* dials(code: LinkedCode): Generator<DialedAt> {
  for (const { name, call, site } of callsOf(code, DIAL_CALLS)) {
    const first = DIAL_CALLS.get(name) ?? 0;
    const port = call.args[DIAL_PORTS.get(name) ?? Infinity];
    if (!isDialed(name, call, site, code)) continue;
    for (const address of call.args.slice(first, DIAL_LISTS.has(name) ? undefined : first + 1)) {
      yield* eachOf({ client: packageOf(name), address, site, ...(port && { port }) });
    }
  }
  for (const [type, field] of DIAL_FIELDS) {
    for (const { value, site } of fieldsOf(code, type, [field])) {
      yield* eachOf({ client: packageOf(type), address: value, site });
    }
  }
}

/** Of a list, each. */
function* eachOf(dial: DialedAt): Generator<DialedAt> {
  if (dial.address.kind !== 'composite') yield dial;
  else for (const { value } of dial.address.elements) yield { ...dial, address: value };
}

function packageOf(name: string): string {
  const slash = name.lastIndexOf('/');
  return name.slice(0, name.indexOf('.', slash));
}

/** A datagram is lost without an error, a request may be for a handler of the program itself, and who dials in its own way may come elsewhere. */
function isDialed(name: string, call: Call, site: Site, code: LinkedCode): boolean {
  const network = /^net\.(?:\w+\.)?Dial/.test(name) ? call.args[name.endsWith('Context') ? 1 : 0] : undefined;
  if (network) return evaluate(network, contextAt(code, site)).text.startsWith('tcp');
  if (name.startsWith('google.golang.org/grpc.')) return GRPC_DIALERS.every((one) => code.calls(one).length === 0);
  if (!name.startsWith('net/http.')) return true;
  const [ownDialer] = fieldsOf(code, 'net/http.Transport', HTTP_DIALERS);
  if (ownDialer) return false;
  return !name.includes('.NewRequest') || code.calls('Do').some((sent) => sent.site.fn === site.fn);
}

function readDial({ client, address, port, site }: DialedAt, code: LinkedCode, commandsAt: CommandsAt): Dial | null {
  const context = contextAt(code, site);
  const { text, by } = evaluate(address, context);
  const known = port ? `${text}:${evaluate(port, context).text}` : knownPart(text);
  if (hasHole(known) || !NAMES_SERVER.test(known) || by.some((one) => !one.startsWith('flag:'))) return null;
  if (!isAlwaysReached(address, site, code) || turnedOff(address, context)) return null;
  const commands = commandsAt(placeOf(site.file, address));
  if (commands === undefined) return null;
  const [written] = by.length === 0 ? possibleTexts(address, context) : [];
  return {
    ...placeOf(written?.site.file ?? site.file, written?.expression ?? address),
    client,
    address: known,
    ...(by.length > 0 && { configuredBy: by }),
    ...(commands && { commands }),
    certainty: by.length > 0 ? 'default' : 'known',
  };
}

/** A path that is put in behind the address is left out. */
function knownPart(text: string): string {
  if (!hasHole(text)) return text;
  let end = 0;
  while (end < text.length && !hasHole(text.charAt(end))) end++;
  return text.slice(0, text.lastIndexOf('/', end - 1) + 1);
}

/** No condition leads to it, but that all went well until there. */
function isAlwaysReached(expression: Expression, site: Site, code: LinkedCode, depth = 0): boolean {
  const { fn, declaration } = site;
  if (!fn) return declaration?.values.some((value) => inside(value).includes(expression)) === true;
  const isAsked = conditionsAt(fn, expression.start).some(
    (condition) => condition.wanted || !inside(condition.expression).some(isError),
  );
  if (isAsked || isInMap({ expression, site }, code)) return false;
  const calls = callersOf(code, { ...site, fn });
  if (calls.length === 0) return !valuesOf(fn, site, code).some((use) => isInMap(use, code));
  return depth < FARTHEST && calls.some((use) => isAlwaysReached(use.expression, use.site, code, depth + 1));
}

function valuesOf(
  { name, receiver }: GoFunction,
  { pkg }: Site,
  code: LinkedCode,
): readonly Pick<Use, 'expression' | 'site'>[] {
  return receiver ? code.methodValues(name) : (code.uses(pkg).functionValues.get(name) ?? []);
}

/** Of the functions in a map a name chooses one. */
function isInMap({ expression, site }: Pick<Use, 'expression' | 'site'>, code: LinkedCode): boolean {
  return code
    .composites()
    .some(
      (map) =>
        map.site.file === site.file &&
        map.expression.type?.startsWith('map[') === true &&
        holds(map.expression, expression),
    );
}

function isError(part: Expression): boolean {
  return part.kind === 'name' && /^err|err(?:or)?$/i.test(part.name);
}

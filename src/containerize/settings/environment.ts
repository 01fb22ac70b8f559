import { LOOPBACK } from '../../go/loopback.ts';
import type { EnvVariable, Program } from '../../go/project.ts';
import type { Message } from '../../words/message.ts';
import { someOf } from '../../words/names.ts';
import { decide } from '../decision.ts';
import { demandedPlaces } from './demanded-places.ts';
import type { ExampleVariables } from './example-variables.ts';
import type { Decision } from '../plan-types.ts';
import { requiredArguments } from './required-arguments.ts';

export interface Environment {
  /** Data of the ConfigMap, sorted by name. */
  readonly config: ReadonlyMap<string, string>;
  /** Variables that come from the Secret, sorted by name. */
  readonly secrets: readonly { readonly name: string; readonly optional: boolean }[];
  /** Arguments that take their values from variables. */
  readonly args: readonly string[];
  readonly decisions: readonly Decision[];
}

/** Variables that the container or Kubernetes sets; a ConfigMap would hide the real value. */
const GIVEN =
  /^(?:PATH|HOME|HOSTNAME|USER|PWD|SHELL|TMPDIR|GOMEMLIMIT|GOMAXPROCS|KUBERNETES_\w+|NOTIFY_SOCKET|LISTEN_(?:FDS|PID|FDNAMES)|WATCHDOG_(?:USEC|PID)|INVOCATION_ID|POD_(?:NAME|NAMESPACE|IP)|NODE_NAME)$/;

/** Names of addresses that the program itself binds to, whatever listens there. */
const LISTENS = /(?:^|_)(?:LISTEN|BIND)(?:ING|EN)?(?:_|$)/i;

/**
 * Which variable goes where: defaults into the ConfigMap, by reference to the Secret what is secret and what only those
 * who deploy it know (required without a default, or another server that is on loopback by default); the rest is left out.
 * `settings` are values that the plan needs (a port, a bind address); they win over defaults. `given`: arguments that it has.
 * `examples` stand in for defaults that the source has none of.
 */
export function arrangeEnvironment(
  program: Program,
  settings: ReadonlyMap<string, string>,
  given: readonly string[] = [],
  examples: ExampleVariables | null = null,
): Environment {
  const config = new Map<string, string>(settings);
  const required = requiredArguments(program, given);
  const secrets = new Map(required.names.map((name) => [name, { name, optional: false }]));
  const decisions = [...required.decisions];
  const places = demandedPlaces(program, given).filter(({ named: { by } }) => by.startsWith('env:'));
  for (const { named, path } of places) {
    const name = named.by.slice('env:'.length);
    if (config.has(name)) continue;
    config.set(name, path);
    decisions.push(
      decide(
        ['variable'],
        `${name}=${path}`,
        ['Only it says where the program keeps its data: there is a volume for it'],
        {
          evidence: named,
        },
      ),
    );
  }
  const isPlaced = (name: string) => places.some(({ named: { by } }) => by === `env:${name}`);
  const unset: EnvVariable[] = [];
  const byExample = new Set<string>();
  for (const variable of merge(neededWithoutFile(program))) {
    const { name } = variable;
    const example = exampleFor(variable, examples);
    if (config.has(name) || GIVEN.test(name) || isOtherName(variable, program)) continue;
    if (variable.isAside || namesAbsentFile(variable, program)) continue;
    if (!/^[A-Za-z_]\w*$/.test(name)) {
      decisions.push(
        decide(['variable'], name, ['Kubernetes does not take this name, so it is left out'], { evidence: variable }),
      );
    } else if (isSecret(variable)) {
      const { required } = variable;
      // Where the source does not decide, the program says it best itself.
      secrets.set(name, { name, optional: required !== true });
      decisions.push(decide(['secret'], name, secretReason(required), { evidence: variable }));
    } else if (variable.default !== null && isLiteral(variable.default)) {
      const value = variable.default;
      const isLoopback = pointsAtLoopback(value);
      const isOther = isLoopback && !LISTENS.test(name) && !isOwnAddress(value, program);
      if (isOther) secrets.set(name, { name, optional: true });
      else config.set(name, value);
      if (isLoopback) decisions.push(loopback(variable, value, isOther));
    } else if (example !== null) {
      config.set(name, example);
      byExample.add(name);
    } else if (variable.required === true) {
      // Only who deploys it knows the value. The Secret is what they are asked for anyway, and no file is there to forget.
      secrets.set(name, { name, optional: false });
      decisions.push(
        decide(
          ['variable'],
          name,
          ['Required and without a default: its value is part of the Secret that you create'],
          {
            evidence: variable,
          },
        ),
      );
    } else if (variable.default === null) unset.push(variable);
  }
  const isDefault = (name: string) => {
    const value = settings.get(name);
    return value === undefined || program.env.some((one) => one.name === name && one.default === value);
  };
  const others = sorted(config.keys()).filter((name) => !byExample.has(name) && !isPlaced(name));
  const byDefault = others.filter(isDefault);
  const byPlan = others.filter((name) => !isDefault(name));
  if (byDefault.length > 0) {
    decisions.push(
      decide(['configuration'], byDefault.join(', '), ['The program reads these; the values are its defaults']),
    );
  }
  if (byPlan.length > 0) {
    decisions.push(
      decide(['configuration'], byPlan.join(', '), [
        'The program reads these; the values are what the plan makes of them',
      ]),
    );
  }
  if (examples && byExample.size > 0) {
    decisions.push(
      decide(['configuration'], sorted(byExample).join(', '), [
        'The program has no defaults for these; the values are the examples of `{0}`',
        examples.file,
      ]),
    );
  }
  if (unset.length > 0) decisions.push(leftUnset(unset));
  return {
    config: new Map(sorted(config.keys()).map((name) => [name, config.get(name) ?? ''])),
    secrets: sorted(secrets.keys()).flatMap((name) => secrets.get(name) ?? []),
    args: required.args,
    decisions,
  };
}

/** One entry a name: read in several places, it is secret or required if one place says so. */
function merge(variables: readonly EnvVariable[]): EnvVariable[] {
  const byName = new Map<string, EnvVariable>();
  for (const variable of variables) {
    const earlier = byName.get(variable.name);
    byName.set(variable.name, earlier ? join(earlier, variable) : variable);
  }
  return [...byName.values()].sort((a, b) => compare(a.name, b.name));
}

/** What a configuration file would say has to be said by variables where the image has no such file. */
function neededWithoutFile({ env, runtimeFiles }: Program): readonly EnvVariable[] {
  const hasFile = runtimeFiles.some(({ path, source }) => source !== null && SETTINGS_FILE.test(path));
  return hasFile ? env : env.map((one) => (one.orInFile ? { ...one, required: true } : one));
}

/** Set beside the name that goes before, it would be set to no effect. */
function isOtherName({ behind }: EnvVariable, { env }: Program): boolean {
  return behind !== undefined && env.some(({ name }) => name === behind);
}

function join(first: EnvVariable, second: EnvVariable): EnvVariable {
  const required = first.required === true || second.required === true ? true : (first.required ?? second.required);
  return { ...first, required, secret: first.secret || second.secret, default: first.default ?? second.default };
}

/** What an example gives a variable that the program has no default for, and may not do without. */
function exampleFor(variable: EnvVariable, examples: ExampleVariables | null): string | null {
  if (variable.default !== null || variable.required === false) return null;
  const value = examples?.values.get(variable.name);
  if (value === undefined || !isLiteral(value) || pointsAtLoopback(value)) return null;
  return isSecret({ ...variable, default: value }) ? null : value;
}

/** By the analyser's word, or because its default carries a password. */
function isSecret(variable: EnvVariable): boolean {
  return variable.secret || /^[a-z][\w+.-]*:\/\/[^/\s:@]*:[^/\s@]+@/i.test(variable.default ?? '');
}

/** `$HOME/x` and `~/x` are for a shell: as the value of a variable they would be taken as written. */
function isLiteral(value: string): boolean {
  return value !== '' && !value.includes('\0') && !/\$[{(A-Za-z_]|^~(?:\/|$)/.test(value);
}

/** Where its settings are by default: a program looks there by itself, and may insist on a file that it is told of. */
const SETTINGS_FILE =
  /^(?:\.{0,2}\/)?(?:[\w.-]+\/)*[\w-][\w.-]*\.(?:ya?ml|toml|json|ini|conf|cfg|hcl|properties|env|pem|crt|cert|key)$/i;

function namesAbsentFile({ default: path, required }: EnvVariable, { runtimeFiles, writes }: Program): boolean {
  if (path === null || required === true || !SETTINGS_FILE.test(path)) return false;
  const isIt = (one: { readonly path: string }) => one.path.replace(/^\.\//, '') === path.replace(/^\.\//, '');
  return !writes.some(isIt) && !runtimeFiles.some((one) => isIt(one) && one.source !== null);
}

function secretReason(required: boolean | null): Message {
  if (required === true) return ['Read from a Secret that you create; the program does not start without it'];
  return required === false
    ? ['Read from a Secret; the program runs without it, so the reference is optional']
    : ['Read from a Secret; nothing says that the program needs it to start, so the reference is optional'];
}

const AT_LOOPBACK = new RegExp(String.raw`(?:^|[/@,])${LOOPBACK}(?=[:/,]|$)`, 'i');

function pointsAtLoopback(value: string): boolean {
  return AT_LOOPBACK.test(value);
}

/** Where the program itself is reached, as its users see it: `http://localhost:8080`. */
function isOwnAddress(value: string, { listens }: Program): boolean {
  return listens.some(({ port }) => port !== null && new RegExp(`:${port}(?!\\d)`).test(value));
}

function loopback(variable: EnvVariable, value: string, isOther: boolean): Decision {
  const because: Message = isOther
    ? ['The default `{0}` points at the Pod itself: the real address is part of the Secret that you create', value]
    : ['The default `{0}` points at the Pod itself: set the real address in the ConfigMap', value];
  return decide(['variable'], variable.name, because, { evidence: variable });
}

/** What has no default and need not be set: nobody but its users knows whether it should be. */
function leftUnset(variables: readonly EnvVariable[]): Decision {
  return decide(
    ['not set'],
    someOf(variables.map(({ name }) => name)),
    ['Read without a default, and nothing says that the program needs them: what you use goes into the ConfigMap'],
    { evidence: variables[0] },
  );
}

function sorted(names: Iterable<string>): string[] {
  return [...names].sort(compare);
}

// By code unit: the same on every machine, whatever its language.
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

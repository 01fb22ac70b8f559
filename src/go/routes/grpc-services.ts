import type { Use } from '../code/code-index.ts';
import type { FunctionSite } from '../code/declared.ts';
import { bodyOf } from '../syntax/bodies.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import type { GrpcService } from '../answers.ts';
import { placeOf } from '../syntax/source-file.ts';
import { elementNamed, type Call, type Composite } from '../syntax/syntax.ts';
import { calleeName } from '../code/types.ts';
import type { Uses } from '../code/uses.ts';
import { walkFunction } from '../syntax/walk-code.ts';

/** Services that come with gRPC, by what registers them. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  'google.golang.org/grpc/health/grpc_health_v1.RegisterHealthServer': ['grpc.health.v1.Health'],
  'google.golang.org/grpc/reflection.Register': [
    'grpc.reflection.v1.ServerReflection',
    'grpc.reflection.v1alpha.ServerReflection',
  ],
};

/** Servers that answer for services which no generated code registers. */
const OTHERS = /^(?:connectrpc\.com|github\.com\/(?:bufbuild\/connect-go|mwitkow\/grpc-proxy|twitchtv\/twirp))(?:\/|$)/;

/** All services of gRPC that the program registers; null where it may answer for others, or registers none. */
export function grpcServices(code: LinkedCode): readonly GrpcService[] | null {
  const registered = code.gather(registrations);
  if (registered.length === 0 || [...code.externals].some((path) => OTHERS.test(path))) return null;
  if (code.calls('UnknownServiceHandler').length > 0) return null;
  const found: GrpcService[] = [];
  for (const { expression, site } of registered) {
    const called = calleeName(code, expression.callee, site) ?? '';
    const place = placeOf(site.file, expression);
    const known = Object.hasOwn(KNOWN, called) ? KNOWN[called] : undefined;
    if (known) {
      found.push(...known.map((name) => ({ ...place, name, methods: null })));
      continue;
    }
    // `reflection.Register` alone is called so; others register metrics and the like.
    if (/\.Register$/.test(called)) continue;
    const at = code.functions.get(called);
    const described = at && descriptionIn(at);
    if (at && described === undefined) continue;
    const service = described && serviceOf(described);
    if (!service) return null;
    found.push({ ...place, ...service });
  }
  // Whoever registers a description by hand may register any.
  const byHand = code.calls('RegisterService').some(({ site }) => !/^Register\w+Server$/.test(site.fn?.name ?? ''));
  return byHand || found.length === 0 ? null : found;
}

function registrations({ calls }: Uses): readonly Use<Call>[] {
  return [...calls].flatMap(([name, uses]) => (/^Register(?:\w*Server)?$/.test(name) ? uses : []));
}

/** What a generated function registers: the literal of its description, null where that cannot be seen; undefined: it registers nothing. */
function descriptionIn({ fn, file }: FunctionSite): Composite | null | undefined {
  let name: string | null | undefined;
  if (bodyOf(fn).length === 0) return undefined;
  walkFunction(fn, {
    expression(expression) {
      if (expression.kind !== 'call' || expression.callee.kind !== 'select') return;
      if (expression.callee.name !== 'RegisterService') return;
      const [first] = expression.args;
      name = first?.kind === 'unary' && first.operand.kind === 'name' ? first.operand.name : null;
    },
  });
  if (name === undefined || name === null) return name;
  const declaration = file.values.find(({ names }) => names.includes(name ?? ''));
  const value = declaration?.values[0];
  return value?.kind === 'composite' ? value : null;
}

function serviceOf(description: Composite): Pick<GrpcService, 'name' | 'methods'> | undefined {
  const name = textIn(description, 'ServiceName');
  if (name === undefined) return undefined;
  const methods = [...listIn(description, 'Methods', 'MethodName'), ...listIn(description, 'Streams', 'StreamName')];
  return { name, methods: methods.includes(undefined) ? null : methods.flatMap((one) => one ?? []) };
}

function listIn(composite: Composite, key: string, name: string): (string | undefined)[] {
  const list = elementNamed(composite, key);
  if (list?.kind !== 'composite') return [];
  return list.elements.map(({ value }) => (value.kind === 'composite' ? textIn(value, name) : undefined));
}

function textIn(composite: Composite, key: string): string | undefined {
  const value = elementNamed(composite, key);
  return value?.kind === 'string' ? value.value : undefined;
}

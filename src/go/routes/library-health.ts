import { pathOf } from './base-path.ts';
import type { Site } from '../code/code-index.ts';
import { type Context, type Origin, originOf, originsOf } from '../code/context.ts';
import { GRPC_HEALTH, HEALTH_CALLS, type LibraryHealth } from '../libraries/health-libraries.ts';
import { agentRoutes } from '../listeners/agents.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { findManagerHealth } from './manager-health.ts';
import { isBefore } from '../modules/module-versions.ts';
import type { Mounts } from './mounts.ts';
import { routerOf } from './named-router.ts';
import type { Ports } from '../listeners/ports.ts';
import type { HealthRoute } from '../answers.ts';
import { routerKind } from '../libraries/router-libraries.ts';
import { locate } from './routers.ts';
import { contextAt } from '../values/solver.ts';
import { placeOf } from '../syntax/source-file.ts';
import { elementNamed, type Call, type Expression } from '../syntax/syntax.ts';
import { calleeName, typeOf } from '../code/types.ts';

const NAMES: ReadonlySet<string> = new Set(
  [...HEALTH_CALLS.keys()].map((name) => name.slice(name.lastIndexOf('.') + 1)),
);

const CREDENTIALS = 'google.golang.org/grpc/credentials';
const TLS: readonly string[] = [`${CREDENTIALS}.NewTLS`, `${CREDENTIALS}.NewServerTLSFromFile`];

/** Whether servers of gRPC get a certificate on every way; under a condition it is mostly a setting that is off. */
function wantsTls(code: LinkedCode): boolean {
  return [...code.calls('Creds')].some(({ expression: { callee, args }, site, guard }) => {
    const [given] = args;
    if (guard !== null || !given || calleeName(code, callee, site) !== 'google.golang.org/grpc.Creds') return false;
    const origins = originsOf(given, contextAt(code, site));
    return origins.length > 0 && origins.every((one) => isTls(one, code));
  });
}

function isTls(made: Origin | null, code: LinkedCode): boolean {
  if (made?.expression.kind !== 'call') return false;
  return TLS.includes(calleeName(code, made.expression.callee, made.context.site) ?? '');
}

/** A project's own copy of what protoc makes of `grpc.health.v1`. */
function registersHealth(code: LinkedCode, called: string): boolean {
  if (!called.endsWith('.RegisterHealthServer')) return false;
  const folder = called.slice(0, called.lastIndexOf('.'));
  return ['Health_ServiceDesc', '_Health_serviceDesc'].some((name) => {
    const described = code.values.get(`${folder}.${name}`)?.declaration.values[0];
    if (described?.kind !== 'composite') return false;
    return described.elements.some(
      ({ key, value }) =>
        key?.kind === 'name' &&
        key.name === 'ServiceName' &&
        value.kind === 'string' &&
        value.value === 'grpc.health.v1.Health',
    );
  });
}

/** Health checks that libraries add. */
export function libraryHealth(code: LinkedCode, mounts: Mounts, ports: Ports): HealthRoute[] {
  const isSecured = wantsTls(code);
  const found = [...NAMES].flatMap((name) =>
    // A middleware is passed on by its name.
    [...code.calls(name), ...code.methodValues(name)].flatMap(({ expression, site }) => {
      const callee = expression.kind === 'call' ? expression.callee : expression;
      const called = calleeName(code, callee, site) ?? '';
      const rules = HEALTH_CALLS.get(registersHealth(code, called) ? GRPC_HEALTH : called) ?? [];
      return rules.flatMap((rule) => routesOf(rule, expression, site));
    }),
  );
  return [...found, ...findManagerHealth(code), ...agentHealth(code)];

  function routesOf(rule: LibraryHealth, expression: Expression, site: Site): HealthRoute[] {
    if (rule.since && isBefore(code.memory.versions.get(rule.since.module), rule.since.version)) return [];
    const context = contextAt(code, site);
    const args = expression.kind === 'call' ? expression.args : [];
    const protocol = rule.protocol ?? 'http';
    if (rule.on === 'made') return routesOfMade(rule, expression, context);
    const isServer = protocol === 'grpc' && rule.on === undefined;
    const port = isServer ? ports.only('grpc') : portOf(rule, expression, args, context);
    if (port === undefined) return [];
    const secured = protocol === 'grpc' && isSecured;
    const common = { ...placeOf(site.file, expression), protocol, port, ...(secured && { secured }) };
    const said = rule.path === undefined ? null : args[rule.path];
    if (said) {
      const { text, certainty } = pathOf(said, context);
      const [first] = rule.adds;
      return text === null || !first
        ? []
        : [{ ...common, path: text.startsWith('/') ? text : `/${text}`, purpose: first.purpose, certainty }];
    }
    return rule.adds.map(({ path, purpose, field }): HealthRoute => {
      const set = field === undefined ? null : fieldOfArgument(field, args, context);
      return { ...common, path: set ?? path, purpose, certainty: rule.port === undefined ? 'known' : 'default' };
    });
  }

  /** A handler with routes of its own, served by a listener or mounted somewhere. */
  function routesOfMade({ adds }: LibraryHealth, made: Expression, context: Context): HealthRoute[] {
    const kind = routerKind(typeOf(code, made, context.site));
    const places = kind ? locate(made, kind, context, mounts) : [];
    return places.flatMap(({ prefix, root }) => {
      if (prefix.text === null || (root === made && !ports.serves(made))) return [];
      const place = { ...placeOf(context.site.file, made), protocol: 'http', port: ports.of(root) } as const;
      return adds.map(({ path, purpose }): HealthRoute => {
        return { ...place, path: `${prefix.text ?? ''}${path}`, purpose, certainty: prefix.certainty };
      });
    });
  }

  /** Undefined: it is served by nobody. */
  function portOf(
    rule: LibraryHealth,
    expression: Expression,
    args: readonly Expression[],
    context: Context,
  ): number | null | undefined {
    const { site } = context;
    if (rule.port !== undefined) return rule.port;
    if (rule.on === 'user') {
      const user = site.pkg.parentOf(expression, site);
      // An option in a list that is passed on.
      if (user?.kind === 'composite') return ports.only('http', 'https');
      if (rule.protocol === 'grpc') return portOfHandler(user, context);
      return user?.kind === 'call' ? portOfUser(user, context) : undefined;
    }
    const router = typeof rule.on === 'number' ? args[rule.on] : undefined;
    return router ? portOfRouter(router, context) : ports.only('http', 'https');
  }

  function portOfUser(user: Call, context: Context): number | null | undefined {
    const router = routerOf(code, user.callee, context.site);
    // `r.Get(healthcheck.LivenessEndpoint, healthcheck.New())` is a route like any other.
    if (router && user.callee.kind === 'select' && router.kind.verbs.has(user.callee.name)) return undefined;
    if (router) return portOfRouter(router.router, context);
    return routerKind(typeOf(code, user, context.site)) ? ports.of(user) : ports.only('http', 'https');
  }

  /** `mux.Handle(grpchealth.NewHandler(checker))`, or both results one by one. */
  function portOfHandler(user: Expression | undefined, context: Context): number | null {
    const router = user?.kind === 'call' ? routerOf(code, user.callee, context.site) : null;
    return router ? portOfRouter(router.router, context) : ports.only('grpc', 'http', 'https');
  }

  function portOfRouter(router: Expression, context: Context): number | null {
    const kind = routerKind(typeOf(code, router, context.site));
    const [place] = kind ? locate(router, kind, context, mounts) : [];
    return place ? ports.of(place.root) : ports.only('http', 'https');
  }
}

function agentHealth(code: LinkedCode): HealthRoute[] {
  return agentRoutes(code, 'health').map((route) => ({ ...route, protocol: 'http', purpose: 'health' }));
}

function fieldOfArgument(field: string, args: readonly Expression[], context: Context): string | null {
  for (const argument of args) {
    const origin = originOf(argument, context);
    if (origin?.expression.kind !== 'composite') continue;
    const value = elementNamed(origin.expression, field);
    if (value) return pathOf(value, origin.context).text;
  }
  return null;
}

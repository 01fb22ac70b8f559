import type { LinkedCode } from '../code/linked-code.ts';
import { calleeName } from '../code/types.ts';
import { placeOf } from '../syntax/source-file.ts';
import { writtenDocument } from '../values/embedded-documents.ts';
import { contextAt } from '../values/solver.ts';
import type { FoundRoute } from './routes.ts';

const LOADS = 'github.com/go-openapi/loads';
const LOADERS = ['Analyzed', 'Embedded'];
const METHODS: ReadonlySet<string> = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch']);

interface Specification {
  readonly basePath?: unknown;
  readonly paths?: unknown;
  readonly security?: unknown;
}

/** What a server of go-swagger serves: the paths of the specification that is part of it, below their base path. */
export function swaggerRoutes(code: LinkedCode): FoundRoute[] {
  if (!code.externals.has(LOADS)) return [];
  return LOADERS.flatMap((name) =>
    code.calls(name).flatMap(({ expression: call, site, guard }): FoundRoute[] => {
      if (calleeName(code, call.callee, site) !== `${LOADS}.${name}`) return [];
      const context = contextAt(code, site);
      const common = { root: null, handlers: [], context, guard };
      return operationsOf(writtenDocument(call.args[0], context)).map(({ guarded, ...operation }) => ({
        ...common,
        route: { ...placeOf(site.file, call), ...operation, certainty: 'known', exact: true },
        guarded,
      }));
    }),
  );
}

function operationsOf(document: unknown): { method: string; path: string; guarded: boolean }[] {
  if (typeof document !== 'object' || document === null) return [];
  const { basePath, paths, security }: Specification = document;
  const base = typeof basePath === 'string' ? `/${basePath.replace(/^\/+|\/+$/g, '')}`.replace(/\/$/, '') : '';
  return entriesOf(paths).flatMap(([path, item]) =>
    entriesOf(item).flatMap(([method, operation]) => {
      // Beside paths stand extensions, `x-…`.
      if (!METHODS.has(method) || !path.startsWith('/')) return [];
      const { security: own = security }: Specification = Object(operation) as Specification;
      return [{ method: method.toUpperCase(), path: base + path, guarded: Array.isArray(own) && own.length > 0 }];
    }),
  );
}

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

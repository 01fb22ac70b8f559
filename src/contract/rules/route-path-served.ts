import type { Route } from '../../go/answers.ts';
import type { Program } from '../../go/project.ts';
import { replaceValue } from '../../kubernetes/edit.ts';
import type { Located } from '../../kubernetes/model.ts';
import type { Via } from '../../kubernetes/references/reference.ts';
import { similarWord } from '../../lint/similar-word.ts';
import type { Contract } from '../contract.ts';
import { deploymentOf, serverFiles, SERVICE } from '../examples/example-files.ts';
import { type Fault, sideIn } from '../fault.ts';
import { type Answer, answersAnything, knowsRoutes, seesAllCode } from '../routes/known-routes.ts';
import { mayServe, mayServeBelow, segmentsOf, withoutMethod } from '../routes/route-match.ts';
import { type RoutedPath, routedPaths } from '../routes/routed-paths.ts';
import type { ContractRule } from '../rule.ts';
import { unservedMethods } from '../routes/grpc-routes.ts';
import { sourceFilesOf } from '../source-files.ts';
import { spokenAt } from '../ports/spoken-behind.ts';

const ROUTE = (path: string) =>
  `apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata:\n  name: shop\nspec:\n  parentRefs:\n    - name: public\n  rules:\n    - matches:\n        - path:\n            type: PathPrefix\n            value: ${path}\n      backendRefs:\n        - name: shop\n          port: 80\n`;

export const routePathServed: ContractRule = {
  id: 'route-path-served',
  title: 'Route paths that the program serves',
  severity: 'warning',
  aliases: [],
  why: 'An Ingress, an HTTPRoute and a VirtualService send a request on with the path that was asked, or with what they rewrite it to (ingress-nginx to all of `rewrite-target`, whatever was asked): where no route of the program begins so, every client gets 404. The API server asks an admission webhook for its path. A GRPCRoute names a service and a method that the program’s servers answer for. The Go source says which there are. Nothing is said where the path may be rewritten on its way in another way, or where something answers that leaves no route in the source.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'route.yaml',
      bad: ROUTE('«/order»'),
      good: ROUTE('/orders'),
      fixed: true,
      files: {
        ...serverFiles(':8080'),
        'deploy.yaml': deploymentOf('ports:\n  - containerPort: 8080'),
        'service.yaml': SERVICE,
      },
    },
  ],
  about: 'object',
  *check(object, contract) {
    yield* unservedMethods(object, contract);
    const paths = routedPaths(object);
    if (
      paths.length === 0 ||
      contract.workspace.mayBePatched(object, ['path', 'rules', 'http', 'annotations', 'clientConfig'])
    )
      return;
    for (const routed of paths) {
      const programs = programsBehind(routed, object, contract);
      if (programs?.every((program) => mayBeUnserved(routed, program, contract)) !== true) continue;
      const [program] = programs;
      if (program) yield unserved(routed, program, object);
    }
  },
};

const BACKENDS: ReadonlySet<Via> = new Set(['backend', 'host', 'webhook']);

/** What every backend runs; undefined where one is not known, or speaks no HTTP. */
function programsBehind({ backends }: RoutedPath, object: Located, contract: Contract): Program[] | undefined {
  const references = contract.workspace
    .referencesOf(object.manifest, undefined)
    .filter(({ start, via }) => BACKENDS.has(via) && backends.start <= start && start < backends.end);
  const spoken = references.map((reference) => spokenAt(reference, object, contract));
  const programs = spoken.flatMap((one) => (one && one.protocol !== 'grpc' ? [one.program] : []));
  return programs.length > 0 && programs.length === spoken.length ? [...new Set(programs)] : undefined;
}

/** None of its routes may answer, and either nothing else can, or one of them is what was meant. */
function mayBeUnserved(routed: RoutedPath, program: Program, contract: Contract): boolean {
  const containers = contract.containersOf(program);
  // What serves health alone is still being written.
  if (
    program.routes.length === 0 ||
    answersAnything(program) ||
    !containers.every(({ given }) => knowsRoutes(program, given))
  )
    return false;
  if (routesOf(program).some((route) => mayAnswer(route, routed))) return false;
  const isElsewhere = underOther(routed, program) !== undefined && !namesFolder(routed, program, contract);
  return (
    meantBy(routed, program) !== undefined ||
    isElsewhere ||
    (seesAllCode(program) && servesRoutesOnly(program, contract))
  );
}

/** Words for handlers that answer for more than a route, or for all that has none. */
const MORE =
  /\.(?:Static\w*|File(?:FS)?|FileServer\w*|NoRoute|NotFound\w*|RouteNotFound|ServeDir|NewSingleHostReverseProxy)\b|ReverseProxy\b|\.URL\.Path\b/;

function servesRoutesOnly(program: Program, { go, sourceOf }: Contract): boolean {
  return sourceFilesOf(program, go).every((file) => {
    const text = sourceOf(file);
    return text !== undefined && !MORE.test(text);
  });
}

function routesOf({ routes, health, metrics }: Program): Answer[] {
  return [...routes, ...health.filter(({ protocol }) => protocol === 'http'), ...(metrics ? [metrics] : [])];
}

function mayAnswer(route: Answer | Route, { path, kind }: RoutedPath): boolean {
  const isExact = 'exact' in route;
  return kind === 'exact'
    ? mayServe(route.path, path, isExact)
    : mayServeBelow(route.path, path, kind === 'text', isExact);
}

/** The beginning of a route that is a slip away from the path, or that stands below another folder or a version; with the route. */
function meantBy(
  { path }: RoutedPath,
  { routes }: Program,
): { readonly route: Route; readonly path: string } | undefined {
  const asked = segmentsOf(path);
  if (asked.length === 0) return undefined;
  const beginnings = new Map<string, Route>();
  for (const route of routes) {
    const parts = segmentsOf(withoutMethod(route.path));
    const dynamic = parts.findIndex((part) => !/^[\w.-]+$/.test(part));
    const plain = dynamic < 0 ? parts : parts.slice(0, dynamic);
    if (plain.length >= asked.length) beginnings.set(`/${plain.slice(0, asked.length).join('/')}`, route);
    if (isMoved(plain, asked) || isMoved(asked, plain)) return { route, path: `/${plain.join('/')}` };
    const version = plain.findIndex((part) => VERSION.test(part));
    if (version >= 0 && plain.toSpliced(version, 1).slice(0, asked.length).join('/') === asked.join('/'))
      return { route, path: `/${plain.slice(0, asked.length + 1).join('/')}` };
  }
  const name = similarWord(`/${asked.join('/')}`, [...beginnings.keys()]);
  const route = beginnings.get(name ?? '');
  return name === undefined || !route ? undefined : { route, path: name };
}

const VERSION = /^v\d+$/;

/** `/v1/orders` for `/api/orders`: the same below another first folder. */
function underOther(
  { path }: RoutedPath,
  { routes }: Program,
): { readonly route: Route; readonly path: string } | undefined {
  const asked = segmentsOf(path);
  for (const route of asked.length > 1 ? routes : []) {
    const parts = segmentsOf(withoutMethod(route.path)).slice(0, asked.length);
    const isSame = parts.length === asked.length && parts.slice(1).join('/') === asked.slice(1).join('/');
    if (isSame && parts.every((part) => /^[\w.-]+$/.test(part))) return { route, path: `/${parts.join('/')}` };
  }
  return undefined;
}

/** Whether the source has a word for the first folder of a path, by which something may serve it all the same. */
function namesFolder({ path }: RoutedPath, program: Program, { go, sourceOf }: Contract): boolean {
  const [first = ''] = segmentsOf(path);
  return sourceFilesOf(program, go).some((file) => {
    const text = sourceOf(file);
    return (
      text === undefined || text.includes(`"/${first}`) || text.includes(`"${first}`) || text.includes(`/${first}/`)
    );
  });
}

/** `/v1/orders` for `/api/v1/orders`: of one part alone, nobody can tell. */
function isMoved(inner: readonly string[], outer: readonly string[]): boolean {
  return inner.length > 1 && inner.length < outer.length && inner.join('/') === outer.slice(-inner.length).join('/');
}

function unserved(routed: RoutedPath, program: Program, { file, manifest }: Located): Fault {
  const { field, path, kind } = routed;
  const meant = meantBy(routed, program) ?? underOther(routed, program);
  const edit = meant && field.kind === 'scalar' ? replaceValue(file.text, field, meant.path) : undefined;
  return {
    sides: [
      {
        ...{ file: file.file, start: field.start, end: field.end },
        message:
          kind === 'exact'
            ? ['`{0}` serves no `{1}`', program.name, path]
            : ['`{0}` serves nothing below `{1}`', program.name, path],
      },
      ...(meant ? [sideIn(meant.route, ['{0} `{1}` sends `{2}` here', manifest.kind, manifest.name, path])] : []),
    ],
    ...(meant && edit
      ? { repairs: [{ title: ['Change to `{0}`', meant.path], changes: [{ file: file.file, edits: [edit] }] }] }
      : {}),
  };
}

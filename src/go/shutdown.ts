import { type Context, originOf } from './context.ts';
import type { LinkedCode } from './linked-code.ts';
import type { Place, Program } from './project.ts';
import { contextAt } from './solver.ts';
import { placeOf } from './source-file.ts';
import type { Call, Expression } from './syntax.ts';
import { calleeName, importedName } from './types.ts';

/** Calls that let requests under way finish. */
const GRACEFUL = new Set([
  'net/http.Server.Shutdown',
  'github.com/labstack/echo.Echo.Shutdown',
  'github.com/gofiber/fiber.App.Shutdown',
  'github.com/gofiber/fiber.App.ShutdownWithTimeout',
  'github.com/gofiber/fiber.App.ShutdownWithContext',
  'github.com/valyala/fasthttp.Server.Shutdown',
  'google.golang.org/grpc.Server.GracefulStop',
]);

/** Frameworks that wait for signals themselves. */
const FRAMEWORKS = [
  'go.uber.org/fx',
  'github.com/oklog/run',
  'sigs.k8s.io/controller-runtime',
  'github.com/go-kratos/kratos',
];

/** Which signals the program waits for, and whether it then lets its servers finish. */
export function shutdownOf(code: LinkedCode): Program['shutdown'] {
  const signals = new Set<string>();
  let open = false;
  let place: Place | undefined;
  for (const name of ['Notify', 'NotifyContext']) {
    for (const { expression, site } of code.calls(name)) {
      if (calleeName(code, expression.callee, site) !== `os/signal.${name}`) continue;
      place ??= placeOf(site.file, expression);
      const listed = signalArguments(expression, contextAt(code, site));
      // Without a list every signal is meant.
      if (expression.args.length === 1) for (const signal of ['SIGINT', 'SIGTERM']) signals.add(signal);
      for (const signal of listed) {
        if (signal === null) open = true;
        else signals.add(signal);
      }
    }
  }
  const graceful = [...new Set([...GRACEFUL].map((name) => name.slice(name.lastIndexOf('.') + 1)))].some((name) =>
    [...code.calls(name), ...code.methodValues(name)].some(({ expression, site }) =>
      GRACEFUL.has(calleeName(code, expression.kind === 'call' ? expression.callee : expression, site) ?? ''),
    ),
  );
  const framework = FRAMEWORKS.some((path) =>
    [...code.externals].some((external) => external === path || external.startsWith(`${path}/`)),
  );
  const facts = { signals: [...signals].sort(), ...(place && { place }) };
  if (open || (framework && signals.size === 0))
    return { ...facts, graceful: null, timeoutSeconds: null, certainty: 'unknown' };
  return { ...facts, graceful: graceful && signals.size > 0, timeoutSeconds: null, certainty: 'known' };
}

/** The signals of a call; null for one that the source does not name. */
function signalArguments({ args, spread }: Call, context: Context): (string | null)[] {
  const listed = args.slice(1);
  const last = listed.at(-1);
  if (!spread || !last) return listed.map((argument) => signalName(argument, context));
  const origin = originOf(last, context);
  if (origin?.expression.kind !== 'composite') return [null];
  return origin.expression.elements.map(({ value }) => signalName(value, origin.context));
}

function signalName(expression: Expression, { code, site }: Context): string | null {
  if (expression.kind !== 'select') return null;
  const name = importedName(code, expression.operand, expression.name, site) ?? '';
  if (name === 'os.Interrupt') return 'SIGINT';
  if (name === 'os.Kill') return 'SIGKILL';
  return /^(?:syscall|golang\.org\/x\/sys\/unix)\.(SIG\w+)$/.exec(name)?.[1] ?? null;
}

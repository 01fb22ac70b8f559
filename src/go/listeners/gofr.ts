import type { Use } from '../code/code-index.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { dotenvValue } from '../environment/dotenv-file.ts';
import { contextAt } from '../values/solver.ts';
import type { Call } from '../syntax/syntax.ts';
import { calleeName } from '../code/types.ts';
import type { Setting } from '../values/setting.ts';
import type { Agent } from './agents.ts';
import { type FoundListener, listenerAt } from './listeners.ts';

const GOFR = 'gofr.dev/pkg/gofr';

/** What makes the app serve HTTP, besides metrics. */
const REGISTERS_HTTP = ['GET', 'PUT', 'POST', 'DELETE', 'PATCH', 'WebSocket', 'AddRESTHandlers', 'AddStaticFiles'];

/** The port of metrics, which every app of gofr's opens that is no command. */
export function gofrMetrics(code: LinkedCode): Agent[] {
  return runs(code).map((use) => {
    const address = addressOf(code, 'METRICS_PORT', '2121');
    return { use, address, metrics: '/metrics', health: null, profiles: null };
  });
}

/** The ports on which an app answers, where it has something to answer with. */
export function gofrListeners(code: LinkedCode): FoundListener[] {
  return runs(code).flatMap(({ expression, site }) => {
    const app = expression.callee.kind === 'select' ? expression.callee.operand : expression;
    const around = { handler: { expression: app, context: contextAt(code, site) }, off: null };
    const http = () => listenerAt(site, expression, 'http', addressOf(code, 'HTTP_PORT', '8000'), around);
    const grpc = () =>
      listenerAt(site, expression, 'grpc', addressOf(code, 'GRPC_PORT', '9000'), { handler: null, off: null });
    return [
      ...(REGISTERS_HTTP.some((method) => callsOfApp(code, method).length > 0) ? [http()] : []),
      ...(callsOfApp(code, 'RegisterService').length > 0 ? [grpc()] : []),
    ];
  });
}

/** The calls that start it; none where the app is a command. */
function runs(code: LinkedCode): Use<Call>[] {
  if (!code.externals.has(GOFR)) return [];
  const isServer = code
    .calls('New')
    .some(({ expression, site }) => calleeName(code, expression.callee, site) === `${GOFR}.New`);
  return isServer ? callsOfApp(code, 'Run') : [];
}

function callsOfApp(code: LinkedCode, method: string): Use<Call>[] {
  return code
    .calls(method)
    .filter(({ expression, site }) => calleeName(code, expression.callee, site) === `${GOFR}.App.${method}`);
}

/** By a variable, which a file of the framework's sets where nobody else does. */
function addressOf(code: LinkedCode, variable: string, standard: string): Setting {
  const port = dotenvValue(code, variable) ?? standard;
  return { text: `:${/^\d+$/.test(port) && port !== '0' ? port : standard}`, by: [`env:${variable}`] };
}

import type { Use } from '../code/code-index.ts';
import { evaluate, questionAt } from '../code/context.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import type { Agent } from './agents.ts';
import { isBefore } from '../modules/module-versions.ts';
import { isKnown, UNKNOWN_TEXT } from '../values/setting.ts';
import { documentAt, fileAt, scalarAt, valueAt } from '../modules/settings-files.ts';
import type { Call } from '../syntax/syntax.ts';
import { calleeName } from '../code/types.ts';

const NO_AGENTS: readonly Agent[] = [];

const GO_ZERO = /^github\.com\/(?:zeromicro|tal-tech)\/go-zero\//;
/** Calls that start what the configuration asks for. */
const SETS_UP =
  /\/go-zero\/(?:(?:rest|zrpc)\.(?:Must)?NewServer|core\/service\.ServiceConf\.(?:Must)?SetUp|core\/prometheus\.StartAgent)$/;
const METHODS = ['MustNewServer', 'NewServer', 'SetUp', 'MustSetUp', 'StartAgent'];
const LOADS = ['MustLoad', 'Load', 'LoadConfig'];

/** What go-zero opens beside a service because its configuration file says so; none where that is not in the repository. */
export function goZeroAgents(code: LinkedCode): readonly Agent[] {
  if (![...code.externals].some((path) => GO_ZERO.test(path))) return NO_AGENTS;
  const [use] = METHODS.flatMap((method) =>
    code.calls(method).filter(({ expression, site }) => SETS_UP.test(calleeName(code, expression.callee, site) ?? '')),
  );
  const document = use ? documentLoaded(code) : null;
  if (!use || document === null) return NO_AGENTS;
  const isAgentAlone = use.expression.callee.kind === 'select' && use.expression.callee.name === 'StartAgent';
  return [prometheusAgent(use, document), isAgentAlone ? null : devServer(code, use, document)].filter(
    (agent) => agent !== null,
  );
}

function documentLoaded(code: LinkedCode): unknown {
  for (const { path } of loads(code)) {
    const document = documentAt(code.memory.settingsFiles, path);
    if (document !== null) return document;
  }
  return null;
}

/** A file that a program loads, its variables put in before it is parsed. */
export interface ExpandedFile extends Use<Call> {
  readonly text: string;
}

/** Those that are loaded with `conf.UseEnv()`. */
export function filesLoadedWithEnv(code: LinkedCode): ExpandedFile[] {
  return loads(code).flatMap(({ use, path }) => {
    const { expression, site } = use;
    const expands = expression.args.some(
      (arg) => arg.kind === 'call' && /\/core\/conf\.UseEnv$/.test(calleeName(code, arg.callee, site) ?? ''),
    );
    const file = expands ? fileAt(code.memory.settingsFiles, path) : null;
    return file ? [{ ...use, text: file.text }] : [];
  });
}

/** The calls that load a configuration file whose path is known. */
function loads(code: LinkedCode): { readonly use: Use<Call>; readonly path: string }[] {
  return LOADS.flatMap((method) =>
    code.calls(method).flatMap((use) => {
      const [path] = use.expression.args;
      const name = calleeName(code, use.expression.callee, use.site) ?? '';
      if (!path || !GO_ZERO.test(name) || !name.endsWith(`/core/conf.${method}`)) return [];
      const value = evaluate(path, questionAt(code, use.site));
      return isKnown(value) ? [{ use, path: value.text }] : [];
    }),
  );
}

/** Started where it has a host. */
function prometheusAgent(use: Use<Call>, document: unknown): Agent | null {
  const of = (key: string) => scalarAt(document, ['Prometheus', key]);
  const host = of('Host') ?? '';
  if (host === '') return null;
  const address = { text: `${host}:${of('Port') ?? '9101'}`, by: byKeys('Prometheus') };
  return { use, address, metrics: of('Path') ?? '/metrics', health: null, profiles: null };
}

/** Started where the file has a section for it, which switches it on unless it says otherwise. */
function devServer(code: LinkedCode, use: Use<Call>, document: unknown): Agent | null {
  const section = valueAt(document, ['DevServer']);
  const of = (key: string) => scalarAt(section, [key]);
  const version = code.memory.versions.get('github.com/zeromicro/go-zero');
  if (typeof section !== 'object' || section === null || of('Enabled') === 'false') return null;
  if (isBefore(version, '1.4.3')) return null;
  const usual = isBefore(version, '1.5.3') ? '6470' : isBefore(version, '1.5.6') ? UNKNOWN_TEXT : '6060';
  return {
    use,
    address: { text: `${of('Host') ?? ''}:${of('Port') ?? usual}`, by: byKeys('DevServer') },
    metrics: of('EnableMetrics') === 'false' ? null : (of('MetricsPath') ?? '/metrics'),
    health: of('HealthPath') ?? '/healthz',
    profiles: of('EnablePprof') === 'false' ? null : '/debug/pprof/',
  };
}

function byKeys(section: string): string[] {
  return [`config:${section}.Host`, `config:${section}.Port`];
}

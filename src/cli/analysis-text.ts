import type { GoProject, Listener, Program } from '../go/project.ts';
import { listed, type Message, say, type Translations } from '../words/message.ts';
import { columns, padded } from './columns.ts';

/** The facts for a reader at a terminal; what the source does not decide is called unknown. */
export function analysisText({ modules, programs, toolchain }: GoProject, translations: Translations): string {
  const told = (message: Message) => say(message, translations);
  const lines = modules.map(({ dir, module, go }) =>
    told(['module {0} ({1}), Go {2}', module || told(['(no name)']), dir, go ?? told(['unknown'])]),
  );
  lines.push(...readWith(toolchain).map(told));
  if (modules.length > 0 && programs.length === 0) lines.push('', told(NO_PROGRAM));
  for (const program of programs) lines.push('', ...programLines(program, told));
  return `${lines.join('\n')}\n`;
}

const NO_PROGRAM: Message = ['There is no program here: no main package with a `main` function'];

const KINDS: Readonly<Record<Program['kind'], Message>> = {
  server: ['server'],
  cli: ['cli'],
  job: ['job'],
  lambda: ['lambda'],
  tool: ['tool'],
  example: ['example'],
  test: ['test'],
};

const PURPOSES: Readonly<Record<Program['health'][number]['purpose'], Message>> = {
  liveness: ['liveness'],
  readiness: ['readiness'],
  health: ['health'],
};

type Tell = (message: Message) => string;

function programLines(program: Program, told: Tell): string[] {
  const { kind, name, package: folder, listens, health, metrics, env, cgo, shutdown, commands = [] } = program;
  const signals = shutdown.signals.join(', ') || told(['no signal it handles']);
  const needsC: Message =
    cgo.needed === null ? ['unknown'] : cgo.needed ? ['needed: {0}', cgo.because ?? ''] : ['not needed'];
  const rows: [Message, string][] = [
    ...listens.map((listener): [Message, string] => [
      ['listens'],
      `${listenerText(listener, told)}  ${listener.file}:${listener.line}`,
    ]),
    ...health.map(({ path, purpose, file, line }): [Message, string] => [
      PURPOSES[purpose],
      `${path}  ${file}:${line}`,
    ]),
    ...(metrics ? [[['metrics'], `${metrics.path}  ${metrics.file}:${metrics.line}`] as [Message, string]] : []),
    ...env.map(({ name: variable, secret, required, file, line }): [Message, string] => [
      ['env'],
      `${variable}${secret ? told([' (secret)']) : ''}${required ? told([' (required)']) : ''}  ${file}:${line}`,
    ]),
    [['cgo'], told(needsC)],
    ...commands.map((command): [Message, string] => [['command'], commandText(command, told)]),
    [['stops on'], shutdown.graceful ? told(['{0}, gracefully', signals]) : signals],
  ];
  const labels = rows.map(([label]) => told(label));
  const width = Math.max(...labels.map(columns)) + 2;
  return [
    `${told(KINDS[kind])} ${name} (${folder})`,
    ...rows.map(([, text], index) => `  ${padded(labels[index] ?? '', width)}${text}`),
  ];
}

function listenerText({ port, protocol, configuredBy }: Listener, told: Tell): string {
  const what = [port ?? told(['unknown port']), protocol ?? ''].join(' ').trimEnd();
  return configuredBy.length > 0 ? told(['{0} (set by {1})', what, configuredBy.join(', ')]) : what;
}

/** What one command does by itself, in short; JSON has all of it. */
function commandText({ command, kind, listens, health, env }: Program, told: Tell): string {
  const required = env.flatMap((one) => (one.required ? [one.name] : []));
  const does = [
    told(KINDS[kind]),
    ...listens.map(({ port }) => told(port === null ? ['listens on an unknown port'] : ['listens on {0}', port])),
    ...health.map(({ path, purpose }) => `${told(PURPOSES[purpose])} ${path}`),
    ...(required.length > 0 ? [told(['needs {0}', required.join(' ')])] : []),
  ];
  return `${command?.args.join(' ') ?? told(['(none)'])}: ${listed(does)}`;
}

/** Whether a Go toolchain stands behind the facts, and why not behind all. */
function readWith({ version, because }: GoProject['toolchain']): readonly Message[] {
  const why: readonly Message[] = because ? [because] : [];
  return version === null ? [['Read without the Go toolchain'], ...why] : [['Read with {0}', version], ...why];
}

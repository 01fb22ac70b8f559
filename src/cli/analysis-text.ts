import type { GoProject, Program } from '../go/project.ts';
import { type Message, say, type Translations } from '../words/message.ts';

/** The facts for a reader at a terminal; what the source does not decide is called unknown. */
export function analysisText({ modules, programs, toolchain }: GoProject, translations: Translations): string {
  const lines = modules.map(({ dir, module, go }) => `module ${module || '(no name)'} (${dir}), Go ${go ?? 'unknown'}`);
  lines.push(...readWith(toolchain).map((message) => say(message, translations)));
  if (modules.length > 0 && programs.length === 0) lines.push('', say(NO_PROGRAM, translations));
  for (const program of programs) lines.push('', ...programLines(program));
  return `${lines.join('\n')}\n`;
}

const NO_PROGRAM: Message = ['There is no program here: no main package with a `main` function'];

function programLines(program: Program): string[] {
  const { listens, health, metrics, env, cgo, shutdown, commands = [] } = program;
  return [
    `${program.kind} ${program.name} (${program.package})`,
    ...listens.map(
      ({ port, protocol, configuredBy, file, line }) =>
        `  listens  ${port ?? 'unknown port'} ${protocol ?? ''}${by(configuredBy)}  ${file}:${line}`,
    ),
    ...health.map(({ path, purpose, file, line }) => `  ${purpose.padEnd(9)} ${path}  ${file}:${line}`),
    ...(metrics ? [`  metrics   ${metrics.path}  ${metrics.file}:${metrics.line}`] : []),
    ...env.map(
      ({ name, secret, required, file, line }) =>
        `  env       ${name}${secret ? ' (secret)' : ''}${required ? ' (required)' : ''}  ${file}:${line}`,
    ),
    `  cgo       ${cgo.needed === null ? 'unknown' : cgo.needed ? `needed: ${cgo.because ?? ''}` : 'not needed'}`,
    ...commands.map(commandLine),
    `  stops on  ${shutdown.signals.join(', ') || 'no signal it handles'}${shutdown.graceful ? ', gracefully' : ''}`,
  ];
}

/** What one command does by itself, in short; JSON has all of it. */
function commandLine({ command, kind, listens, health, env }: Program): string {
  const required = env.flatMap((one) => (one.required ? [one.name] : []));
  const does = [
    kind,
    ...listens.map(({ port }) => `listens ${port ?? 'on an unknown port'}`),
    ...health.map(({ path, purpose }) => `${purpose} ${path}`),
    ...(required.length > 0 ? [`needs ${required.join(' ')}`] : []),
  ];
  return `  command   ${command?.args.join(' ') ?? '(none)'}: ${does.join(', ')}`;
}

/** Whether a Go toolchain stands behind the facts, and why not behind all. */
function readWith({ version, because }: GoProject['toolchain']): readonly Message[] {
  const why: readonly Message[] = because ? [because] : [];
  return version === null ? [['Read without the Go toolchain'], ...why] : [['Read with {0}', version], ...why];
}

function by(settings: readonly string[]): string {
  return settings.length > 0 ? ` (set by ${settings.join(', ')})` : '';
}

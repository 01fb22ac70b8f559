import { baseImage } from '../stages/final.ts';
import { parseImage } from '../stages/image.ts';
import type { Comment, Dockerfile, Instruction, Stage } from '../model.ts';
import { type ShellCall, shellCall, shellNamed } from '../../shell/dialect.ts';

/** The shell of shell-form instructions: null = none that we read, such as PowerShell and cmd. */
export type Shell = ShellCall | null;

const DEFAULT: ShellCall = { dialect: 'sh', options: new Set() };
const PRAGMA = /^hadolint\s+shell\s*=\s*(\S+)/;

/** Which shell an instruction runs in: asked in the order of the file. */
export function shellReader(dockerfile: Dockerfile): (instruction: Instruction, stage: Stage | null) => Shell {
  /** By stage, at its end. */
  const last = new Map<number, Shell>();
  const pragmas = dockerfile.comments.flatMap((comment) => pragmaOf(comment) ?? []);
  let next = 0;
  let current: Stage | null = null;
  let shell: Shell = DEFAULT;
  return (instruction, stage) => {
    if (stage !== current) {
      if (current) last.set(current.index, shell);
      current = stage;
      shell = stage ? firstShell(dockerfile, stage, last) : DEFAULT;
    }
    for (let pragma = pragmas[next]; pragma && pragma.start < instruction.start; pragma = pragmas[++next]) {
      shell = pragma.shell;
    }
    if (instruction.keyword === 'SHELL' && instruction.json) {
      shell = shellCall(instruction.json.map(({ value }) => value)) ?? null;
    }
    return shell;
  };
}

function pragmaOf({ text, start }: Comment): { readonly start: number; readonly shell: Shell } | undefined {
  const [, name] = PRAGMA.exec(text) ?? [];
  if (name === undefined) return undefined;
  const dialect = shellNamed(name);
  return { start, shell: dialect ? { dialect, options: new Set() } : null };
}

/** The shell that a stage begins with: that of the stage below, else the one of its system. */
function firstShell(dockerfile: Dockerfile, stage: Stage, last: ReadonlyMap<number, Shell>): Shell {
  if (stage.base !== null) return last.get(stage.base) ?? null;
  return isWindows(dockerfile, stage) ? null : DEFAULT;
}

/** By its base, its platform, or an escape character that only paths of Windows need. */
function isWindows(dockerfile: Dockerfile, stage: Stage): boolean {
  if (dockerfile.escape === '`') return true;
  if (stage.platform?.value.toLowerCase().startsWith('windows')) return true;
  const image = baseImage(dockerfile, stage) ?? stage.image?.text ?? '';
  const reference = parseImage(image);
  const name = reference ? `${reference.repository}:${reference.tag ?? ''}` : image;
  return /nanoserver|servercore|(?:^|\/)windows(?:[/:]|$)|windowsservercore/i.test(name);
}

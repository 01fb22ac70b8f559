import type { Listener, Program } from '../../go/project.ts';
import type { Workspace } from '../../kubernetes/workspace.ts';
import type { ContractContainer } from '../contract.ts';
import { type EffectiveListener, effectiveListener } from '../ports/effective-listener.ts';
import { settingsOf } from '../ports/listeners-of.ts';
import { writtenArguments } from './overlaid-arguments.ts';
import { argumentsOf, isRunDirectly, runsItInOverlays } from '../images/run-directly.ts';
import type { FilePlace } from '../fault.ts';

/** A listener as an overlay moves it, by a variable or by an argument. */
export interface OverlaidListener {
  /** Where a patch or a ConfigMap of the overlay says so. */
  readonly at: FilePlace;
  /** Without the overlay. */
  readonly before: EffectiveListener;
  readonly after: EffectiveListener;
}

/** By variables only of listeners that those alone configure: a flag would win over them. */
export function overlaidListeners(container: ContractContainer, workspace: Workspace): OverlaidListener[] {
  const { environment, listeners, program } = container;
  // With other arguments it may be another of its commands.
  if (!program || !runsItInOverlays(container, program)) return [];
  const moved = (at: OverlaidListener['at'], name: string, from: string | null | undefined, to: string) =>
    listeners.flatMap(({ listener }): OverlaidListener[] => {
      const { configuredBy } = listener;
      if (!configuredBy.includes(`env:${name}`) || configuredBy.some((by) => !by.startsWith('env:'))) return [];
      const where = (given: string | null | undefined) =>
        effectiveListener(listener, { env: (one) => (one === name ? given : container.env(one)), args: [] });
      return [{ at, before: where(from), after: where(to) }];
    });
  const byPatches = environment.patched.flatMap(({ name, value, literal, patch }) => {
    if (value === null || !literal || !patch) return [];
    const at = { file: patch.file, start: literal.start, end: literal.end };
    return moved(at, name, inManifest(name, container), value);
  });
  // Of ConfigMaps each overlay may have its own value.
  const byMaps = [...environment.variables].flatMap(([name, { sources }]) => {
    if (sources.some(({ value }) => value === null)) return [];
    return sources.flatMap(({ file, start, end, value }) => {
      const other = sources.find((one) => one.value !== value);
      return value === null || !other ? [] : moved({ file, start, end }, name, other.value, value);
    });
  });
  return [...byPatches, ...byMaps, ...movedByArguments(container, program, workspace)];
}

/** By patches that give the flag of a listener another port. */
function movedByArguments(container: ContractContainer, program: Program, workspace: Workspace): OverlaidListener[] {
  const args = argumentsOf(container);
  if (!args || !isRunDirectly(container)) return [];
  const where = (listener: Listener, words: readonly string[]) =>
    effectiveListener(listener, settingsOf(program, { env: (name) => container.env(name), args: words }));
  return writtenArguments(container, workspace).flatMap(({ file, words }) =>
    program.listens.flatMap((listener): OverlaidListener[] => {
      const after = where(
        listener,
        words.map(({ value }) => value),
      );
      const word = words.find((one) => one.file === file.file && endsInPort(one.value, after.port));
      if (!word) return [];
      return [{ at: { file: word.file, start: word.start, end: word.end }, before: where(listener, args), after }];
    }),
  );
}

function endsInPort(word: string, port: number | null): boolean {
  return port !== null && new RegExp(`(?:^|[:=])${String(port)}$`).test(word);
}

/** What a variable is where no overlay sets it. */
function inManifest(name: string, { environment, image }: ContractContainer): string | null | undefined {
  const own = environment.variables.get(name);
  if (own) return own.value;
  return environment.isOpen(name) || !image ? null : image.run.env.get(name);
}

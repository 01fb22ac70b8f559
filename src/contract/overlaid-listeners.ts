import type { Range } from '../lint/rule.ts';
import type { Contract, ContractContainer } from './contract.ts';
import { type EffectiveListener, effectiveListener } from './effective-listener.ts';

/** A listener as a patch of an overlay moves it by a variable. */
export interface OverlaidListener {
  /** Where the patch says so. */
  readonly at: Range & { readonly file: string };
  /** Without the patch. */
  readonly before: EffectiveListener;
  readonly after: EffectiveListener;
}

/** Only of listeners that variables alone configure: a flag would win over them. */
export function overlaidListeners(container: ContractContainer, { workspace }: Contract): OverlaidListener[] {
  const { environment, listeners, facts } = container;
  // With other arguments it may be another of its commands.
  if (workspace.mayBePatched(facts.object, ['args', 'command'])) return [];
  return environment.patched.flatMap(({ name, value, literal, patch }) => {
    if (value === null || !literal || !patch) return [];
    const at = { file: patch.file, start: literal.start, end: literal.end };
    return listeners.flatMap(({ listener }): OverlaidListener[] => {
      const { configuredBy } = listener;
      if (!configuredBy.includes(`env:${name}`) || configuredBy.some((by) => !by.startsWith('env:'))) return [];
      const where = (given: string | null | undefined) =>
        effectiveListener(listener, { env: (one) => (one === name ? given : container.env(one)), args: [] });
      return [{ at, before: where(inManifest(name, container)), after: where(value) }];
    });
  });
}

/** What a variable is where no overlay sets it. */
function inManifest(name: string, { environment, image }: ContractContainer): string | null | undefined {
  const own = environment.variables.get(name);
  if (own) return own.value;
  return environment.isOpen(name) || !image ? null : image.run.env.get(name);
}

import type { Dockerfile } from './model.ts';
import type { RunCommand } from './run-commands.ts';
import { lineage } from './stages.ts';

/** The user that a USER before a RUN sets, as written; undefined for root and where no USER was set. */
export function userBefore(dockerfile: Dockerfile, { run, stage }: RunCommand): string | undefined {
  if (!stage) return undefined;
  for (const { instructions } of lineage(dockerfile.stages, stage)) {
    const last = instructions.findLast(({ keyword, start }) => keyword === 'USER' && start < run.start)?.words[0];
    if (last) return /^(?:root|0+)(?::|$)/.test(last.value) ? undefined : last.value;
  }
  return undefined;
}

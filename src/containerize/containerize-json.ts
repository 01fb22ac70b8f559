import type { Decision, Plan, PlannedFile } from './plan-types.ts';

export interface ContainerizeJson {
  readonly decisions: readonly Pick<
    Decision,
    'what' | 'chosen' | 'because' | 'alternatives' | 'evidence' | 'command'
  >[];
  readonly files: readonly PlannedFile[];
}

/** The plan as `gantry containerize --format json` prints it; a stable interface. */
export function toContainerizeJson({ decisions, files }: Plan): ContainerizeJson {
  return {
    decisions: decisions.map(({ what, chosen, because, alternatives, evidence, command }) => ({
      what,
      chosen,
      because,
      alternatives,
      ...(evidence && { evidence }),
      ...(command !== undefined && { command }),
    })),
    files: files.map(({ path, text, exists }) => ({ path, text, exists })),
  };
}

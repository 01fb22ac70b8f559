import type { Decision, Plan, PlannedFile } from './plan-types.ts';

export interface ContainerizeJson {
  readonly decisions: readonly Pick<Decision, 'what' | 'chosen' | 'because' | 'alternatives' | 'evidence'>[];
  readonly files: readonly PlannedFile[];
}

/** The plan as `gantry containerize --format json` prints it; a stable interface. */
export function toContainerizeJson({ decisions, files }: Plan): ContainerizeJson {
  return {
    decisions: decisions.map(({ what, chosen, because, alternatives, evidence }) => ({
      what,
      chosen,
      because,
      alternatives,
      ...(evidence && { evidence }),
    })),
    files: files.map(({ path, text, exists }) => ({ path, text, exists })),
  };
}

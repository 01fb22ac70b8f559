import type { Value } from './template-values.ts';

export type TemplateFunction = (args: readonly Value[]) => Value;

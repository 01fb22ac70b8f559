import { addCacheMounts } from './cache-mounts.ts';
import { dependencyLayerUp } from './dependency-layer-up.ts';
import { heredocToRun } from './heredoc-to-run.ts';
import type { Refactoring } from './refactoring.ts';
import { runToHeredoc } from './run-to-heredoc.ts';
import { splitStages } from './split-stages.ts';
import { toExecForm } from './to-exec-form.ts';

export const refactorings: readonly Refactoring[] = [
  splitStages,
  dependencyLayerUp,
  addCacheMounts,
  toExecForm,
  runToHeredoc,
  heredocToRun,
];

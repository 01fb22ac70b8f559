import { addProbes } from './add-probes.ts';
import { addResources } from './add-resources.ts';
import { extractEnvironment } from './extract-environment.ts';
import type { Refactoring } from './refactoring.ts';

/** Offered in the light bulb over manifests. */
export const refactorings: readonly Refactoring[] = [addProbes, addResources, extractEnvironment];

import { configurationSource } from './configuration/own-configuration.ts';
import type { GoProject, Program } from '../go/project.ts';
import { groupBy } from './group-by.ts';
import { lazily } from '../go/incremental/lazily.ts';
import { createProgramNames, type ProgramNames } from './matching/program-names.ts';
import { sourceFilesOf } from './source-files.ts';

/** Programs by what leads to them; the same until the source changes. */
export interface GoTables {
  readonly names: () => ProgramNames;
  readonly programsByFile: () => ReadonlyMap<string, readonly Program[]>;
}

export function goTables(go: GoProject): GoTables {
  return {
    names: lazily(() => createProgramNames(go)),
    programsByFile: lazily(() =>
      groupBy(go.programs, (one) => [...sourceFilesOf(one, go), configurationSource(one) ?? '']),
    ),
  };
}

/** Those of the project that was asked for last are kept. */
export function createGoTables(): (go: GoProject) => GoTables {
  let latest: { readonly go: GoProject; readonly tables: GoTables } | undefined;
  return (go) => {
    if (latest?.go !== go) latest = { go, tables: goTables(go) };
    return latest.tables;
  };
}

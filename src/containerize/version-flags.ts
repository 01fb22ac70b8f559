import type { Program, VersionVariable } from '../go/project.ts';

/** A build argument that says which version is built, and what it is unless somebody says it. */
export interface VersionArgument {
  readonly name: 'VERSION' | 'COMMIT' | 'DATE';
  readonly fallback: string;
}

const ARGUMENTS: Readonly<Record<VersionVariable['holds'], VersionArgument>> = {
  version: { name: 'VERSION', fallback: 'dev' },
  commit: { name: 'COMMIT', fallback: 'unknown' },
  // No clock: the same source must make the same image.
  date: { name: 'DATE', fallback: 'unknown' },
};

/** The build arguments that fill the variables which a release of the program sets, in a fixed order. */
export function versionArguments({ versionVariables }: Program): VersionArgument[] {
  return (['version', 'commit', 'date'] as const)
    .filter((kind) => versionVariables.some(({ holds }) => holds === kind))
    .map((kind) => ARGUMENTS[kind]);
}

/** `-X main.version=$VERSION` for each of them; what the shell would take apart is left out. */
export function versionFlags({ versionVariables }: Program): string {
  const flags = versionVariables
    .filter(({ name }) => /^[\w./~-]+$/.test(name))
    .map(({ name, holds }) => ` -X ${name}=$${ARGUMENTS[holds].name}`);
  return [...new Set(flags)].sort().join('');
}

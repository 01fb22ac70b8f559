import type { Program, VersionVariable } from '../../go/project.ts';

/** A build argument that says which version is built, and what it is unless somebody says it. */
export interface VersionArgument {
  readonly name: 'VERSION' | 'COMMIT' | 'DATE';
  readonly fallback: string;
}

/** Each with what it is where the source has nothing that could be passed. */
const ARGUMENTS: Readonly<Record<VersionVariable['holds'], VersionArgument>> = {
  version: { name: 'VERSION', fallback: 'dev' },
  commit: { name: 'COMMIT', fallback: 'unknown' },
  // No clock: the same source must make the same image.
  date: { name: 'DATE', fallback: 'unknown' },
};

/** Libraries that read versions as numbers, and what they read. */
const PARSERS = /(?:^|\/)(?:semver|go-version)(?:\/|$)/;
const PARSED = '0.0.0-dev';

/** What needs no quotes in a Dockerfile, in a shell and in the flags of the linker. */
const PLAIN = /^[\w.+~:/@-]+$/;

/** The build arguments that fill the variables which a release of the program sets, in a fixed order. */
export function versionArguments({ versionVariables, libraries }: Program): VersionArgument[] {
  return (['version', 'commit', 'date'] as const).flatMap((kind) => {
    const filled = versionVariables.filter(({ holds }) => holds === kind);
    if (filled.length === 0) return [];
    const { name, fallback } = ARGUMENTS[kind];
    const isParsed = kind === 'version' && libraries.some((path) => PARSERS.test(path));
    return [{ name, fallback: ownFallback(filled) ?? (isParsed ? PARSED : fallback) }];
  });
}

/** What the source itself says: a program may refuse any other text. Of several that one argument fills, a number, which most can read. */
function ownFallback(filled: readonly VersionVariable[]): string | undefined {
  const texts = filled.map(({ fallback }) => fallback).filter((text) => PLAIN.test(text));
  return texts.find((text) => /^v?\d/.test(text)) ?? texts[0];
}

/** `-X main.version=$VERSION` for each of them; what the shell would take apart is left out. */
export function versionFlags({ versionVariables }: Program): string {
  const flags = versionVariables
    .filter(({ name }) => /^[\w./~-]+$/.test(name))
    .map(({ name, holds }) => ` -X ${name}=$${ARGUMENTS[holds].name}`);
  return [...new Set(flags)].sort().join('');
}

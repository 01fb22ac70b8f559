import type { LinkedCode } from '../code/linked-code.ts';
import type { VersionVariable } from '../project.ts';
import type { Repository } from '../modules/repository.ts';
import { placeOf } from '../syntax/source-file.ts';

/** `-X main.version=…`, `-X '$(PKG)/build.Commit=…'`, `-X={{ … }}`: what is set. */
const SETS = /(?:^|[\s"'`=,\\])-X[= \t]+["'\\]*([^\s"'=]*[\w)}]\.[A-Za-z_]\w*)=/g;
const PACKAGES = /^(?:main|version|versions|build|buildinfo|buildversion|meta)$/;
const UNSET_TEXTS =
  /^(?:|dev|devel|\(devel\)|development|unknown|undefined|unset|none|n\/a|na|local|latest|snapshot|head|v?0\.0\.0(?:[-+.].*)?|0|.*-dev|.*-snapshot)$/i;

/** Text variables of the program that a release of this repository sets, and those that are named and filled like such. */
export function findVersionVariables(code: LinkedCode, { builds }: Repository): VersionVariable[] {
  const [main] = code.packages;
  const targets = releaseTargets(builds);
  const found = new Map<string, VersionVariable>();
  for (const pkg of code.packages) {
    const path = pkg === main ? 'main' : pkg.importPath;
    for (const file of pkg.files) {
      for (const { names, type, values, constant, start } of file.values) {
        if (constant || (type !== null && type !== 'string') || values.length > names.length) continue;
        for (const [index, name] of names.entries()) {
          const holds = holdsOfBuild(name);
          const value = values[index];
          if (!holds || (value ? value.kind !== 'string' : type !== 'string')) continue;
          const full = `${path}.${name}`;
          const fallback = value?.kind === 'string' ? value.value : '';
          const isNamed = PACKAGES.test(pkg.name) && UNSET_TEXTS.test(fallback);
          if (!isNamed && !targets.some((target) => isTarget(target, full, pkg.importPath))) continue;
          const span = { start: start, end: start + name.length };
          if (!found.has(full))
            found.set(full, {
              ...placeOf(file, names.length === 1 ? span : { start, end: start }),
              name: full,
              holds,
              fallback,
            });
        }
      }
    }
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function releaseTargets(builds: ReadonlyMap<string, string>): string[] {
  const targets = new Set<string>();
  for (const text of builds.values()) {
    if (!text.includes('-X')) continue;
    // Templates of goreleaser are variables, too.
    for (const [, target = ''] of text.replace(/\{\{[^{}\n]*\}\}/g, '$${T}').matchAll(SETS)) targets.add(target);
  }
  return [...targets];
}

/** Whether a target as written means a variable: of one that starts with a shell's variable the rest must fit. */
function isTarget(target: string, full: string, importPath: string): boolean {
  if (target === full) return true;
  const rest = /^.*[)}](?=[/.\w])([^)}]*)$/.exec(target)?.[1] ?? /^\$\w+((?:[/.].*)?)$/.exec(target)?.[1];
  if (rest === undefined) return false;
  const name = full.slice(full.lastIndexOf('.') + 1);
  return rest.startsWith('.')
    ? rest === `.${name}`
    : `${importPath}.${name}`.endsWith(rest.startsWith('/') ? rest : `/${rest}`);
}

/** What a variable of that name holds of the build; null: something else. */
export function holdsOfBuild(name: string): VersionVariable['holds'] | null {
  if (
    /^(?:go|api|min|max|schema|db|protocol|chart)_?version/i.test(name) ||
    /(?:user|host|branch|state|platform)$/i.test(name)
  ) {
    return null;
  }
  if (
    /^(?:git_?|build_?|short_?|source_?)*(?:commit|sha1?|revision|rev|hash|commit_?(?:sha1?|hash|id)|git_?sha)$/i.test(
      name,
    )
  ) {
    return 'commit';
  }
  if (/^(?:build_?|commit_?|git_?|compile_?)*(?:date|time|timestamp|at)$|^built(?:at|date|time)?$/i.test(name))
    return 'date';
  return /^(?:app_?|build_?|git_?|binary_?|release_?|program_?|service_?|semantic_?|sem_?|package_?|full_?|pkg_?)*(?:version|ver|tag|release)(?:_?(?:string|name))?$/i.test(
    name,
  )
    ? 'version'
    : null;
}

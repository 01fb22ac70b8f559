import type { IndexedPackage, Site } from './code-index.ts';
import { isElsewhere } from './other-systems.ts';
import type { Guard } from './walk-code.ts';

type Sited = { readonly site: Site; readonly guard: Guard | null };

/** The package without what code does that is never run, or only on other systems; worked out when it is asked for. */
export function reachedPart(pkg: IndexedPackage, isReached: (site: Site) => boolean): IndexedPackage {
  const some = <Item extends Sited>(items: readonly Item[]) =>
    items.filter(({ site, guard }) => isReached(site) && !isElsewhere(guard));
  const byName = <Item extends Sited>(items: ReadonlyMap<string, readonly Item[]>) =>
    new Map([...items].map(([name, uses]) => [name, some(uses)] as const).filter(([, uses]) => uses.length > 0));
  const lists = lazily({
    calls: () => byName(pkg.calls),
    composites: () => some(pkg.composites),
    methodValues: () => byName(pkg.methodValues),
    fieldAssignments: () => byName(pkg.fieldAssignments),
    nameAssignments: () => byName(pkg.nameAssignments),
    conditions: () => some(pkg.conditions),
    comparisons: () => some(pkg.comparisons),
    indexed: () => some(pkg.indexed),
  });
  return Object.defineProperties({ ...pkg }, Object.getOwnPropertyDescriptors(lists));
}

/** Each answer is made once, at its first use. */
function lazily<Answers extends object>(makers: { readonly [Key in keyof Answers]: () => Answers[Key] }): Answers {
  const answers = {} as Answers;
  for (const key of Object.keys(makers) as (keyof Answers)[]) {
    let made: { readonly answer: Answers[typeof key] } | null = null;
    Object.defineProperty(answers, key, {
      enumerable: true,
      configurable: true,
      get: () => (made ??= { answer: makers[key]() }).answer,
    });
  }
  return answers;
}

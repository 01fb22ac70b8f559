import { libraryThatNeedsC } from '../go/libraries/c-libraries.ts';
import { withoutMajor } from '../go/code/linked-code.ts';
import type { SettledCgo } from '../go/settled.ts';
import { chainTo, type Linked } from './import-closure.ts';
import type { ListedPackage } from './list-packages.ts';

/**
 * Whether a program needs C, from the packages that it links where C is there, and the same packages as they are without.
 * The standard library does without by itself.
 */
export function settledCgo(
  linked: ReadonlyMap<string, Linked>,
  withoutC: ReadonlyMap<string, ListedPackage>,
): SettledCgo {
  const withC = [...linked.values()].filter(({ pkg }) => !pkg.standard && pkg.cgoFiles.length > 0);
  const needs = withC.find(({ pkg }) => needsC(pkg, withoutC.get(pkg.path)));
  return { needs: needs ? chainTo(needs) : null, uses: needs ? null : (withC[0]?.pkg.path ?? null) };
}

/** It loses files without which it was never meant to be built, or what stands in for them only says that C is needed. */
export function needsC(pkg: ListedPackage, pure: ListedPackage | undefined): boolean {
  if (libraryThatNeedsC(withoutMajor(pkg.path)) !== null) return true;
  return !pure?.goFiles.some((file) => !pkg.goFiles.includes(file) && !pkg.cgoFiles.includes(file));
}

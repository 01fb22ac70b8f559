import type { GoModule, Program } from '../../go/project.ts';

/** The program's module; without one the only module there is. */
export function moduleOf(modules: readonly GoModule[], program: Program | null): GoModule | undefined {
  if (program) return modules.find(({ dir }) => dir === program.moduleDir);
  return modules.length === 1 ? modules[0] : undefined;
}

/** Its go.mod, relative to the workspace. */
export function goModOf({ dir }: GoModule): string {
  return dir === '.' ? 'go.mod' : `${dir}/go.mod`;
}

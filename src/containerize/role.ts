import type { Program } from '../go/project.ts';

/** What a program does, an example or a test, too. */
export function roleOf({ kind, role }: Pick<Program, 'kind' | 'role'>): Program['kind'] {
  return role ?? kind;
}

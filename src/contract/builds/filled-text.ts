import type { Scope } from '../../dockerfile/variables/variables.ts';

const VARIABLE = /\$(?:(\w+)|\{(\w+)(?::?[-+?=][^}]*|[#%/][^}]*)?\})/g;

export interface FilledScope extends Scope {
  /** What the base image sets. */
  readonly set?: ReadonlyMap<string, string> | undefined;
}

/**
 * A word of shell or Dockerfile with its variables replaced by what ARG and ENV set; `*` stands for one that nobody knows,
 * and with `arguments` for each that a build argument may set.
 */
export function filled(text: string, { variables, set }: FilledScope, open?: 'arguments'): string {
  if (!text.includes('$')) return text;
  return text.replace(VARIABLE, (_, plain: string | undefined, braced: string | undefined) => {
    const name = plain ?? braced ?? '';
    const variable = variables.get(name);
    if (!variable) return set?.get(name) ?? '*';
    if (open && variable.kind === 'ARG') return '*';
    return variable.value ?? '*';
  });
}
